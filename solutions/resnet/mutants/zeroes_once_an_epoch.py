"""Gradients are cleared at the start of the epoch, and then pile up."""

KILLED_BY = ("every_batch_makes_a_step", "epoch_starts_from_a_clean_slate")


def train_one_epoch(model, loader, loss_fn, opt, device, scheduler=None):
    model.train()
    opt.zero_grad()
    loss_sum, hits, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        loss.backward()
        opt.step()
        if scheduler is not None:
            scheduler.step()
        loss_sum += loss.item() * len(y)
        hits += (scores.argmax(1) == y).sum().item()
        seen += len(y)
    return loss_sum / seen, hits / seen
