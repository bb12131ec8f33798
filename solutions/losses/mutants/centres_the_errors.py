"""The mean error is taken out first, as `torch.var` does. The model has no such parameter: its noise has mean 0."""

KILLED_BY = (
    "pools_all_squared_errors",
    "pools_square_batches",
)


def sigma2_mle(pred, y):
    return (y - pred).var(correction=0)
