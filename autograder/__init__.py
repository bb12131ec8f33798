"""Checks that run twice: once on the reference, once on the student's code, and never in one process.

The names below are what `checks.py` files and notebooks import; everything else is reached by its module.
"""

from autograder.checks import Bound, Check, Rule, Tolerance, check
from autograder.draw import Draw

__all__ = ["Bound", "Check", "Draw", "Rule", "Tolerance", "check"]
__version__ = "0.1.0"
