"""Autograd records everything, for nothing: a test needs memory and time for it."""

KILLED_BY = (
    "test_does_not_depend_on_the_company",
    "test_leaves_nothing_behind",
)


def evaluate(model, loader, loss_fn, device):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    loss_sum, hits, seen = 0.0, 0, 0
    with torch.enable_grad():
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
