"""SLUG: running means.

Replace this exercise by yours. The first line of this docstring is the assignment's title.
"""

import torch


def running_mean(x: torch.Tensor) -> torch.Tensor:
    """The mean of the first k values, for every k.

    Args:
        x: shape (N,), floating point, N ≥ 1.

    Returns:
        Shape (N,), dtype of x: entry k − 1 is (x₁ + … + x_k) / k.
    """
    # BEGIN SOLUTION
    counts = torch.arange(1, len(x) + 1, dtype=x.dtype)
    return x.cumsum(0) / counts
    # END SOLUTION
