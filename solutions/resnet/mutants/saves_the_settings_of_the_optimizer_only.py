"""What the optimizer remembers is missing: only its settings are stored."""

KILLED_BY = (
    "checkpoint_holds_the_whole_state",
    "checkpoints_of_other_makes",
)


def save_checkpoint(path, model, optimizer, scheduler, epoch):
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": {"param_groups": optimizer.state_dict()["param_groups"]},
            "scheduler": None if scheduler is None else scheduler.state_dict(),
            "epoch": epoch,
        },
        path,
    )
