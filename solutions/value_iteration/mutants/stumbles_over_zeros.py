"""0/0 is an error. Two zeros have no ratio: leave the pair out."""

KILLED_BY = ("zeros_have_no_ratio",)


def contraction_ratios(residuals):
    return [residuals[k + 1] / residuals[k] for k in range(len(residuals) - 1)]
