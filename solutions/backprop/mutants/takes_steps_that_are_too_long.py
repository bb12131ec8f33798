"""The steps are so long that the curvature of f shows in the result. h = 1e-5 suits central differences
in float64."""

KILLED_BY = ("jacobian_has_a_row_for_each_output",)


def jacobian(f, x):
    h = 1e-2
    return torch.stack([(f(x + d) - f(x - d)) / (2 * h) for d in h * torch.eye(len(x), dtype=x.dtype)], dim=1)
