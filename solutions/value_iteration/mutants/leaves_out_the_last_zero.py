"""A residual of 0 after another one has a ratio, and it is 0. Only two zeros have none."""

KILLED_BY = ("zeros_have_no_ratio",)


def contraction_ratios(residuals):
    return [residuals[k + 1] / residuals[k] for k in range(len(residuals) - 1) if residuals[k + 1] > 0]
