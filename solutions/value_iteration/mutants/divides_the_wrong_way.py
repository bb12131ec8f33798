"""The earlier residual is divided by the later one. These numbers are above 1 where the iteration converges."""

KILLED_BY = ("ratios_compare_neighbours", "zeros_have_no_ratio")


def contraction_ratios(residuals):
    return [residuals[k] / residuals[k + 1] for k in range(len(residuals) - 1) if residuals[k + 1] > 0]
