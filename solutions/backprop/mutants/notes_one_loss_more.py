"""There is one loss more than there are steps."""

KILLED_BY = ("descends_step_by_step", "training_goes_on_where_it_stopped")


def fit(net, loss, X, y, lr, steps, old=fit):
    losses = old(net, loss, X, y, lr, steps)
    return [*losses, float(loss.forward(net.forward(X), y))]
