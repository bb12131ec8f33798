"""One prediction for five targets went through: a single element broadcasts, also after flattening, so it
needs the guard like any other number of elements."""

KILLED_BY = ("refuses_different_lengths",)


def safe_mse(pred, target):
    if pred.numel() != target.numel() and min(pred.numel(), target.numel()) > 1:
        raise ValueError("different numbers of elements")
    return ((pred.reshape(-1) - target.reshape(-1)) ** 2).mean()
