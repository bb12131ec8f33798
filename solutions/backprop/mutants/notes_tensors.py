"""The losses are tensors; Python floats were promised. (A list of tensors may keep a whole graph
alive.)"""

KILLED_BY = ("training_goes_on_where_it_stopped",)


def fit(net, loss, X, y, lr, steps, old=fit):
    return [torch.tensor(value, dtype=X.dtype) for value in old(net, loss, X, y, lr, steps)]
