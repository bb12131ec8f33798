"""The model stays as it was."""

KILLED_BY = (
    "training_goes_on_as_if_nothing_had_happened",
    "only_what_is_asked_for_is_loaded",
)


def load_checkpoint(path, model, optimizer=None, scheduler=None):
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    if optimizer is not None:
        optimizer.load_state_dict(checkpoint["optimizer"])
    if scheduler is not None:
        scheduler.load_state_dict(checkpoint["scheduler"])
    return int(checkpoint["epoch"])
