"""The scheduler's state is missing: the learning rate would start anew."""

KILLED_BY = (
    "checkpoint_holds_the_whole_state",
    "checkpoints_of_other_makes",
)


def save_checkpoint(path, model, optimizer, scheduler, epoch):
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}, path)
