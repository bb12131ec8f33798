"""Different lengths are left to the subtraction, which complains in words of its own, and not at all where
one side holds a single element. Count the elements first and raise ValueError."""

KILLED_BY = ("refuses_different_lengths",)


def safe_mse(pred, target):
    return ((pred.reshape(-1) - target.reshape(-1)) ** 2).mean()
