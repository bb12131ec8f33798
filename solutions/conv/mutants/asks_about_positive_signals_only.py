"""The absolute value got a kernel: on positive signals it is linear. Ask about a signal with both signs."""

KILLED_BY = ("boxes_without_a_kernel_are_refused",)


def kernel_of(f, N):
    M = torch.stack([f(e) for e in torch.eye(N, dtype=torch.float64)], dim=1)
    moved = torch.stack([M[0].roll(i) for i in range(N)])
    x = torch.randn(N, dtype=torch.float64)
    x = x.abs()
    right = torch.allclose(f(x), M @ x, rtol=1e-9, atol=1e-12)
    right = right and torch.allclose(f(2 * x), 2 * (M @ x), rtol=1e-9, atol=1e-12)
    if not right or not torch.allclose(M, moved, rtol=1e-9):
        raise ValueError("no kernel")
    return M[0]
