"""2/β is the limit of plain gradient descent: γ plays no part in your answer."""

KILLED_BY = ("momentum_widens_the_stable_range", "limit_follows_the_curvature")


def stability_limit(beta, gamma):
    return 2 / beta
