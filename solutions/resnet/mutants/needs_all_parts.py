"""Without an optimizer and a scheduler it fails: both may be None."""

KILLED_BY = ("only_what_is_asked_for_is_loaded",)


def load_checkpoint(path, model, optimizer=None, scheduler=None):
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    if scheduler is not None:
        scheduler.load_state_dict(checkpoint["scheduler"])
    return int(checkpoint["epoch"])
