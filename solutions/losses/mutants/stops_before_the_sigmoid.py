"""The chain rule stops too early: this is the slope with respect to σ(z). With respect to z the slope of the
sigmoid itself comes in."""

KILLED_BY = (
    "vanishes_where_the_sigmoid_is_flat",
    "vanishes_at_both_ends",
)


def mse_sigmoid_grad(z, y):
    return 2 * (torch.sigmoid(z) - y)
