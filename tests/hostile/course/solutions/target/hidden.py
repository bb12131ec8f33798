"""Checks that only the judge has."""

from autograder import check

INPUT = "put in by the test"


@check("double", seconds=0.5, seeds=2)
def doubles_in_secret(impl, draw):
    """What is doubled here, no report may repeat."""
    return {"tensor": impl.double(draw.normal(2, 2)), "text": impl.double(INPUT)}


@check("riddle", points=2, seconds=0.5, seeds=2)
def answers_the_riddle(impl, draw):
    """Points for the riddle are points that were stolen."""
    return {"answer": impl.riddle(draw.integers(1, 1000, 3))}
