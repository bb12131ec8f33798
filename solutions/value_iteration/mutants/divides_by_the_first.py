"""All residuals are divided by the first. Divide each by the one before it."""

KILLED_BY = ("ratios_compare_neighbours", "zeros_have_no_ratio")


def contraction_ratios(residuals):
    return [r / residuals[0] for r in residuals[1:] if residuals[0] > 0]
