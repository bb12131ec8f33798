"""The test images are augmented: chance belongs into training only."""

KILLED_BY = (
    "fit_keeps_a_history",
    "test_set_teaches_nothing",
)


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
        trained = _train(model, train_loader, smoothed, opt, device, schedule)
        tested = _test(model, [(x.flip(-1), y) for x, y in test_loader], plain, device)
        for name, number in zip(history, (*trained, *tested, rate), strict=True):
            history[name].append(float(number))
    return history
