"""The number returned is one larger than the epochs done."""

KILLED_BY = (
    "training_goes_on_as_if_nothing_had_happened",
    "only_what_is_asked_for_is_loaded",
)


def load_checkpoint(path, model, optimizer=None, scheduler=None):
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(checkpoint["model"])
    if optimizer is not None:
        optimizer.load_state_dict(checkpoint["optimizer"])
    if scheduler is not None:
        scheduler.load_state_dict(checkpoint["scheduler"])
    return int(checkpoint["epoch"]) + 1
