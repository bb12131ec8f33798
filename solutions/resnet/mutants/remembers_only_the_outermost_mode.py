"""Afterwards all modules have the mode of the outermost: a frozen batch norm inside is frozen no more."""

KILLED_BY = ("every_mode_is_put_back",)


def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    loss_sum, hits, seen = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            scores = model(x)
            loss = loss_fn(scores, y)
            loss_sum += loss.item() * len(y)
            hits += (scores.argmax(1) == y).sum().item()
            seen += len(y)
    model.train(was_training)
    return loss_sum / seen, hits / seen
