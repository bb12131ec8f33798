"""A box that is equivariant and not linear got a kernel: what it does to the unit vectors does not tell what
it does to others."""

KILLED_BY = ("finds_the_kernel_in_the_box", "boxes_without_a_kernel_are_refused")


def kernel_of(f, N):
    M = torch.stack([f(e) for e in torch.eye(N, dtype=torch.float64)], dim=1)
    moved = torch.stack([M[0].roll(i) for i in range(N)])
    if not torch.allclose(M, moved, rtol=1e-9):
        raise ValueError("not equivariant")
    return M[0]
