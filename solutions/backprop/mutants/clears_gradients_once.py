"""The gradients are cleared before the first step and never again: those of earlier steps add up."""

KILLED_BY = ("descends_step_by_step", "training_goes_on_where_it_stopped")


def fit(net, loss, X, y, lr, steps):
    losses = []
    net.zero_grad()
    for _ in range(steps):
        losses.append(float(loss.forward(net.forward(X), y)))
        net.backward(loss.backward())
        for value, gradient in net.parameters():
            value.sub_(lr * gradient)
    return losses
