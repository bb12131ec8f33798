"""Afterwards the model is still in eval mode, and training goes on in it."""

KILLED_BY = (
    "every_mode_is_put_back",
    "test_leaves_nothing_behind",
)


def evaluate(model, loader, loss_fn, device):
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
    return loss_sum / seen, hits / seen
