"""The rate depends on how often it was asked for, not on the step. Asking twice must give the same answer
twice."""

KILLED_BY = ("geometric_depends_on_the_step_alone",)


def geometric(lr0, rho):
    calls = -1

    def rate(step):
        nonlocal calls
        calls += 1
        return lr0 * rho**calls

    return rate
