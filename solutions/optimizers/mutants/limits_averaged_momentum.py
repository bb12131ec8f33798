"""That is the limit of the convention with 1 − γ before the gradient. Here the gradient enters the
velocity in full."""

KILLED_BY = ("momentum_widens_the_stable_range", "limit_follows_the_curvature")


def stability_limit(beta, gamma):
    return 2 * (1 + gamma) / (beta * (1 - gamma))
