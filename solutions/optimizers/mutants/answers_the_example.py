"""Right for the numbers of the example, and the same for all others: compute it from the arguments."""

KILLED_BY = ("momentum_widens_the_stable_range", "limit_follows_the_curvature")


def stability_limit(beta, gamma):
    return 0.75
