"""The step is divided by the number of samples. Whether a loss is a mean or a sum is the loss's affair;
its gradient is taken as it is."""

KILLED_BY = ("descends_step_by_step", "training_goes_on_where_it_stopped")


def fit(net, loss, X, y, lr, steps, old=fit):
    return old(net, loss, X, y, lr / len(X), steps)
