"""Only the largest ratio is returned. All of them are wanted, in order."""

KILLED_BY = ("ratios_compare_neighbours", "zeros_have_no_ratio")


def contraction_ratios(residuals):
    return [max(residuals[k + 1] / residuals[k] for k in range(len(residuals) - 1) if residuals[k] > 0)]
