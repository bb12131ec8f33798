"""The parts have other names than those agreed on, so nobody else can read the file."""

KILLED_BY = (
    "checkpoint_holds_the_whole_state",
    "checkpoints_of_other_makes",
)


def save_checkpoint(path, model, optimizer, scheduler, epoch):
    torch.save(
        {
            "model_state_dict": model.state_dict(),
            "optimizer_state_dict": optimizer.state_dict(),
            "scheduler_state_dict": None if scheduler is None else scheduler.state_dict(),
            "epoch": epoch,
        },
        path,
    )
