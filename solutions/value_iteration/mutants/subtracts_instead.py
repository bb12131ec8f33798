"""These are differences. By what *factor* do the residuals shrink?"""

KILLED_BY = ("ratios_compare_neighbours", "zeros_have_no_ratio")


def contraction_ratios(residuals):
    return [residuals[k] - residuals[k + 1] for k in range(len(residuals) - 1)]
