"""Divides by one less, which makes the estimate unbiased, but it is no longer the one of largest likelihood."""

KILLED_BY = (
    "pools_all_squared_errors",
    "pools_square_batches",
)


def sigma2_mle(pred, y):
    return ((y - pred) ** 2).sum() / (y.numel() - 1)
