"""The arenas and the courses of the hostile tests."""

import pytest
from arena import open_arena

from autograder.grading.rungs import LADDER


@pytest.fixture(scope="module")
def arena(request):
    """A warm grader on the strongest rung, or on the one a test is parametrised with."""
    with open_arena(getattr(request, "param", LADDER[0])) as arena:
        yield arena
