"""The accuracy is in percent; a fraction is asked for."""

KILLED_BY = (
    "test_reports_means_over_samples",
    "test_does_not_depend_on_the_company",
    "test_leaves_nothing_behind",
    "accuracy_of_few_and_many",
)


def evaluate(model, loader, loss_fn, device):
    modes = {module: module.training for module in model.modules()}
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
    for module, training in modes.items():
        module.training = training
    return loss_sum / seen, 100 * hits / seen
