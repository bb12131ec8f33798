"""No gradient is there when the step is made: it comes before the backward pass, or the gradients are erased in
between."""

KILLED_BY = ("schedule_of_its_own_kind",)


def train_one_epoch(model, loader, loss_fn, opt, device, scheduler=None):
    model.train()
    loss_sum, hits, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        opt.zero_grad()
        scores = model(x)
        loss = loss_fn(scores, y)
        loss.backward()
        opt.zero_grad()
        opt.step()
        if scheduler is not None:
            scheduler.step()
        loss_sum += loss.item() * len(y)
        hits += (scores.argmax(1) == y).sum().item()
        seen += len(y)
    return loss_sum / seen, hits / seen
