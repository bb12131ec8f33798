"""A linear box that is not equivariant got a kernel: compare all rows of its matrix."""

KILLED_BY = ("finds_the_kernel_in_the_box", "boxes_without_a_kernel_are_refused")


def kernel_of(f, N):
    M = torch.stack([f(e) for e in torch.eye(N, dtype=torch.float64)], dim=1)
    x = torch.randn(N, dtype=torch.float64)
    if not torch.allclose(f(-2 * x), -2 * (M @ x), rtol=1e-9, atol=1e-12):
        raise ValueError("not linear")
    return M[0]
