"""The weights never change: no step is made."""

KILLED_BY = (
    "schedule_moves_after_every_step",
    "schedule_of_its_own_kind",
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
        if scheduler is not None:
            scheduler.step()
        loss_sum += loss.item() * len(y)
        hits += (scores.argmax(1) == y).sum().item()
        seen += len(y)
    return loss_sum / seen, hits / seen
