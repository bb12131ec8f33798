"""The network stays as it is. Either the step makes a new tensor and gives it the old one's name
(`value = value − …` instead of `value -= …`), or the gradients were cleared just before it."""

KILLED_BY = ("descends_step_by_step", "training_goes_on_where_it_stopped")


def fit(net, loss, X, y, lr, steps):
    losses = []
    for _ in range(steps):
        losses.append(float(loss.forward(net.forward(X), y)))
        net.zero_grad()
        net.backward(loss.backward())
        for value, gradient in net.parameters():
            value = value - lr * gradient
    return losses
