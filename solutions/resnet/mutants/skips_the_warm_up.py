"""The learning rate starts at its peak: the warm-up is missing."""

KILLED_BY = (
    "fit_follows_the_recipe",
    "fit_keeps_a_history",
)


def fit(model, train_loader, test_loader, epochs, lr, device):
    model.to(device)
    steps = epochs * len(train_loader)
    opt = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, nesterov=True, weight_decay=5e-4)
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, lambda k: (steps - k) / steps)
    smoothed, plain = nn.CrossEntropyLoss(label_smoothing=0.1), nn.CrossEntropyLoss()
    history = {name: [] for name in ("train_loss", "train_acc", "test_loss", "test_acc", "lr")}
    for epoch in range(epochs):
        rate = schedule.get_last_lr()[0]
        trained = _train(model, train_loader, smoothed, opt, device, schedule)
        tested = _test(model, test_loader, plain, device)
        for name, number in zip(history, (*trained, *tested, rate), strict=True):
            history[name].append(float(number))
    return history
