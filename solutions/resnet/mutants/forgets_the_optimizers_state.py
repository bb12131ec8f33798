"""The optimizer's state is missing: momentum would start from nothing."""

KILLED_BY = (
    "checkpoint_holds_the_whole_state",
    "checkpoints_of_other_makes",
)


def save_checkpoint(path, model, optimizer, scheduler, epoch):
    torch.save(
        {
            "model": model.state_dict(),
            "scheduler": None if scheduler is None else scheduler.state_dict(),
            "epoch": epoch,
        },
        path,
    )
