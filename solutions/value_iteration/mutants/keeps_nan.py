"""0/0 is NaN in tensors. Two zeros have no ratio: leave the pair out."""

KILLED_BY = ("zeros_have_no_ratio",)


def contraction_ratios(residuals):
    r = torch.tensor(residuals, dtype=torch.float64)
    return (r[1:] / r[:-1]).tolist()
