"""That is the gradient of the cross-entropy, which does not vanish. The squared error is asked for."""

KILLED_BY = (
    "vanishes_where_the_sigmoid_is_flat",
    "vanishes_at_both_ends",
)


def mse_sigmoid_grad(z, y):
    return torch.sigmoid(z) - y
