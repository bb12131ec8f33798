"""Buffers are missing: a batch norm's running statistics belong to the model's state."""

KILLED_BY = (
    "checkpoint_holds_the_whole_state",
    "checkpoints_of_other_makes",
)


def save_checkpoint(path, model, optimizer, scheduler, epoch):
    torch.save(
        {
            "model": {name: p.detach() for name, p in model.named_parameters()},
            "optimizer": optimizer.state_dict(),
            "scheduler": None if scheduler is None else scheduler.state_dict(),
            "epoch": epoch,
        },
        path,
    )
