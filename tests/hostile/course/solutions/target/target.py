"""Targets: work that anybody can do, an attack, and a riddle that nobody can solve."""

import torch

SECRET = "put in by the test"
NUMBER = 0.0


def attack() -> list[str]:
    """What an attack reached: nothing."""
    # BEGIN SOLUTION
    return []
    # END SOLUTION


def double(x):
    """Twice a tensor, or a text two times."""
    # BEGIN SOLUTION
    return x * 2
    # END SOLUTION


def riddle(x: torch.Tensor) -> torch.Tensor:
    """The sine of x times a number that is nowhere but here; float64, shape of x."""
    # BEGIN SOLUTION
    return torch.sin(x.double() * NUMBER)
    # END SOLUTION
