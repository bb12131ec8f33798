"""Integers came back as floating-point numbers: the matrix has the dtype of m."""

KILLED_BY = ("matrix_correlates_on_a_circle",)


def circulant(m):
    i = torch.arange(len(m))
    M = torch.zeros(len(m), len(m), dtype=torch.float64)
    M[:] = m[(i - i.unsqueeze(1)) % len(m)]
    return M
