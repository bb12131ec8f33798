"""Divided by the number of samples: here every entry keeps its own derivative."""

KILLED_BY = (
    "vanishes_where_the_sigmoid_is_flat",
    "vanishes_at_both_ends",
)


def mse_sigmoid_grad(z, y):
    p = torch.sigmoid(z)
    return 2 * (p - y) * p * (1 - p) / len(z)
