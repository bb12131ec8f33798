"""Shifted by one: step 0 still has the rate lr0."""

KILLED_BY = ("rate_shrinks_in_every_step", "geometric_depends_on_the_step_alone")


def geometric(lr0, rho):
    return lambda step: lr0 * rho ** (step + 1)
