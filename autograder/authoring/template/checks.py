"""Checks that students have; this file ships as it is."""

from autograder import check


@check("running_mean", points=2)
def averages_what_came_so_far(impl, draw):
    """Entry k is the mean of the first k values."""
    return {"out": impl.running_mean(draw.normal(7, mean=3.0))}
