"""A box without a kernel ends in another exception than the ValueError that is promised."""

KILLED_BY = ("finds_the_kernel_in_the_box", "boxes_without_a_kernel_are_refused")


def kernel_of(f, N):
    M = torch.stack([f(e) for e in torch.eye(N, dtype=torch.float64)], dim=1)
    moved = torch.stack([M[0].roll(i) for i in range(N)])
    x = torch.randn(N, dtype=torch.float64)
    if not torch.allclose(M, moved, rtol=1e-9) or not torch.allclose(f(-x), -(M @ x), rtol=1e-9):
        raise RuntimeError("no kernel")
    return M[0]
