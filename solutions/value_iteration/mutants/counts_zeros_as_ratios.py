"""Two zeros have no ratio; here they count as 0. Leave the pair out."""

KILLED_BY = ("zeros_have_no_ratio",)


def contraction_ratios(residuals):
    return [residuals[k + 1] / (residuals[k] or 1.0) for k in range(len(residuals) - 1)]
