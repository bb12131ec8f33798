"""Every sample brings d errors: the sum of all squares is divided by their number, N·d."""

KILLED_BY = (
    "pools_all_squared_errors",
    "pools_square_batches",
)


def sigma2_mle(pred, y):
    return ((y - pred) ** 2).sum() / len(y)
