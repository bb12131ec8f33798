"""After saving, the optimizer has forgotten what it remembered."""

KILLED_BY = ("checkpoints_of_other_makes",)


def save_checkpoint(path, model, optimizer, scheduler, epoch):
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "scheduler": None if scheduler is None else scheduler.state_dict(),
            "epoch": epoch,
        },
        path,
    )
    optimizer.state.clear()
