"""A list of floats is wanted, not a tensor."""

KILLED_BY = ("ratios_compare_neighbours", "zeros_have_no_ratio")


def contraction_ratios(residuals):
    ratios = [residuals[k + 1] / residuals[k] for k in range(len(residuals) - 1) if residuals[k] > 0]
    return torch.tensor(ratios, dtype=torch.float64)
