"""The loss comes back as a tensor with its graph: adding up tensors keeps every batch in memory. Add up Python
numbers, or detach."""

KILLED_BY = ("epoch_reports_means_over_samples",)


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
        loss_sum = loss_sum + loss * len(y)
        hits += (scores.argmax(1) == y).sum().item()
        seen += len(y)
    return loss_sum / seen, hits / seen
