"""Only the model is stored, not as part of a checkpoint."""

KILLED_BY = ("checkpoint_holds_the_whole_state",)


def save_checkpoint(path, model, optimizer, scheduler, epoch):
    torch.save(model.state_dict(), path)
