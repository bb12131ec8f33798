"""The pairs do not overlap: every residual but the first has one before it."""

KILLED_BY = ("ratios_compare_neighbours", "zeros_have_no_ratio")


def contraction_ratios(residuals):
    return [b / a for a, b in zip(residuals[::2], residuals[1::2]) if a > 0]
