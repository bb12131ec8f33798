"""The slope of the sigmoid is written with z itself. It is σ(1 − σ), a product of the sigmoid's values."""

KILLED_BY = (
    "vanishes_where_the_sigmoid_is_flat",
    "vanishes_at_both_ends",
)


def mse_sigmoid_grad(z, y):
    return 2 * (torch.sigmoid(z) - y) * z * (1 - z)
