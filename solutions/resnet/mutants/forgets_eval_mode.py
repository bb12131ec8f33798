"""The model is tested in training mode: what it says of an image depends on the company, and its running
statistics learn from the test set."""

KILLED_BY = (
    "test_does_not_depend_on_the_company",
    "test_leaves_nothing_behind",
)


def evaluate(model, loader, loss_fn, device):
    modes = {module: module.training for module in model.modules()}
    loss_sum, hits, seen = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            scores = model(x)
            loss = loss_fn(scores, y)
            loss_sum += loss.item() * len(y)
            hits += (scores.argmax(1) == y).sum().item()
            seen += len(y)
    for module, training in modes.items():
        module.training = training
    return loss_sum / seen, hits / seen
