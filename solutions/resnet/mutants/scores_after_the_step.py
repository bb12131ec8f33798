"""Loss and accuracy are computed again after the step: they should be those that the step was made with."""

KILLED_BY = (
    "every_batch_makes_a_step",
    "epoch_reports_means_over_samples",
    "epoch_starts_from_a_clean_slate",
)


def train_one_epoch(model, loader, loss_fn, opt, device, scheduler=None):
    model.train()
    loss_sum, hits, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        opt.zero_grad()
        scores = model(x)
        loss = loss_fn(scores, y)
        loss.backward()
        opt.step()
        if scheduler is not None:
            scheduler.step()
        with torch.no_grad():
            scores = model(x)
            loss_sum += loss_fn(scores, y).item() * len(y)
        hits += (scores.argmax(1) == y).sum().item()
        seen += len(y)
    return loss_sum / seen, hits / seen
