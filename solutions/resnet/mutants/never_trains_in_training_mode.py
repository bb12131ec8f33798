"""After the first test the model stays in eval mode, and trains on in it."""

KILLED_BY = (
    "fit_follows_the_recipe",
    "fit_keeps_a_history",
    "schedule_spans_all_epochs",
    "test_set_teaches_nothing",
)


def _stuck(model, loader, loss_fn, opt, device, scheduler):
    def update(loss):
        opt.zero_grad()
        loss.backward()
        opt.step()
        scheduler.step()

    model.eval()
    return _epoch(model, loader, loss_fn, device, update)


def fit(model, train_loader, test_loader, epochs, lr, device):
    model.to(device)
    steps = epochs * len(train_loader)
    warm_up = math.ceil(steps / 4)
    opt = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, nesterov=True, weight_decay=5e-4)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda k: min((k + 1) / warm_up, (steps - k) / (steps - warm_up + 1))
    )
    smoothed, plain = nn.CrossEntropyLoss(label_smoothing=0.1), nn.CrossEntropyLoss()
    history = {name: [] for name in ("train_loss", "train_acc", "test_loss", "test_acc", "lr")}
    for epoch in range(epochs):
        rate = schedule.get_last_lr()[0]
        trained = (_train if not epoch else _stuck)(model, train_loader, smoothed, opt, device, schedule)
        tested = _test(model, test_loader, plain, device)
        for name, number in zip(history, (*trained, *tested, rate), strict=True):
            history[name].append(float(number))
    return history
