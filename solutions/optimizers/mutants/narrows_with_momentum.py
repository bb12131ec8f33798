"""More momentum makes your limit smaller. On a quadratic it is the other way round: the velocity damps the
oscillation across the valley."""

KILLED_BY = ("momentum_widens_the_stable_range", "limit_follows_the_curvature")


def stability_limit(beta, gamma):
    return 2 * (1 - gamma) / beta
