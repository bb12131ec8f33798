"""The mean loss is a mean of batch means: a smaller last batch counts too much. Weight each by its size."""

KILLED_BY = (
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
        loss_sum += loss.item()
        hits += (scores.argmax(1) == y).sum().item()
        seen += len(y)
    return loss_sum / len(loader), hits / seen
