"""Checks that run twice: once on the reference, once on the student's code, and never in one process.

The names below are what `checks.py` files and notebooks import; everything else is reached by its module.
"""

import os

# Read by OpenMP when torch is loaded. Threads of a training run wait for each other some thousand times a second:
# ones that spin at it forever lose 97 % of their speed to a neighbour on the same core.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")

from autograder.checks import Bound, Check, Rule, Tolerance, check
from autograder.draw import Draw
from autograder.training import Material, Run, Training

__all__ = ["Bound", "Check", "Draw", "Material", "Rule", "Run", "Tolerance", "Training", "check"]
__version__ = "0.1.0"
