"""The derivative of u² is 2u: half of it is missing."""

KILLED_BY = (
    "vanishes_where_the_sigmoid_is_flat",
    "vanishes_at_both_ends",
)


def mse_sigmoid_grad(z, y):
    p = torch.sigmoid(z)
    return (p - y) * p * (1 - p)
