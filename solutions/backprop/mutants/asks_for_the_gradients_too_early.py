"""The list of parameters was made before the way back. A module may put new gradients into the place of
old ones: ask for the pairs afterwards."""

KILLED_BY = ("descends_step_by_step",)


def fit(net, loss, X, y, lr, steps):
    losses, pairs = [], net.parameters()
    for _ in range(steps):
        losses.append(float(loss.forward(net.forward(X), y)))
        net.zero_grad()
        net.backward(loss.backward())
        for value, gradient in pairs:
            value.sub_(lr * gradient)
    return losses
