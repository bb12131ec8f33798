"""Checks that only the judge has."""

from autograder import check


@check("running_mean", points=1)
def one_value_is_its_own_mean(impl, draw):
    """A series of one value is returned as it is, in its own precision."""
    return {"out": impl.running_mean(draw.normal(1).float())}
