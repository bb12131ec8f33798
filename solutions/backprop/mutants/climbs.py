"""The loss grows: the gradient points uphill, so it has to be subtracted."""

KILLED_BY = ("descends_step_by_step", "training_goes_on_where_it_stopped")


def fit(net, loss, X, y, lr, steps, old=fit):
    return old(net, loss, X, y, -lr, steps)
