"""The rate falls by the same amount in every step, and ends below zero. A geometric decay falls by the
same factor."""

KILLED_BY = ("rate_shrinks_in_every_step", "geometric_depends_on_the_step_alone")


def geometric(lr0, rho):
    return lambda step: lr0 * (1 - (1 - rho) * step)
