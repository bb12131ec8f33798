"""This is not SGD: with AdamW the learning rates of the recipe mean something else."""

KILLED_BY = (
    "fit_follows_the_recipe",
    "fit_keeps_a_history",
    "schedule_spans_all_epochs",
    "test_set_teaches_nothing",
)


def fit(model, train_loader, test_loader, epochs, lr, device):
    model.to(device)
    steps = epochs * len(train_loader)
    warm_up = math.ceil(steps / 4)
    opt = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=5e-4)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda k: min((k + 1) / warm_up, (steps - k) / (steps - warm_up + 1))
    )
    smoothed, plain = nn.CrossEntropyLoss(label_smoothing=0.1), nn.CrossEntropyLoss()
    history = {name: [] for name in ("train_loss", "train_acc", "test_loss", "test_acc", "lr")}
    for epoch in range(epochs):
        rate = schedule.get_last_lr()[0]
        trained = _train(model, train_loader, smoothed, opt, device, schedule)
        tested = _test(model, test_loader, plain, device)
        for name, number in zip(history, (*trained, *tested, rate), strict=True):
            history[name].append(float(number))
    return history
