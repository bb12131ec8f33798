"""A box without a kernel got one. Nothing checks that the box is equivariant and linear."""

KILLED_BY = ("finds_the_kernel_in_the_box", "boxes_without_a_kernel_are_refused")


def kernel_of(f, N):
    M = torch.stack([f(e) for e in torch.eye(N, dtype=torch.float64)], dim=1)
    return M[0]
