"""Checks that students have. The attack comes first, so that it may try to spoil what follows."""

from autograder import check


@check("attack", seconds=0.5, seeds=1)
def nothing_is_reached(impl, draw):
    """An attack comes back with an empty list."""
    return {"reached": impl.attack()}


@check("double", seconds=0.5, seeds=2)
def doubles_what_it_is_given(impl, draw):
    """The honest part of a submission works as ever."""
    return {"twice": impl.double(draw.normal(3))}
