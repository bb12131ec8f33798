"""The result is moved against the input: on the two sides of the equation stands the same shift."""

KILLED_BY = ("tells_boxes_apart", "boxes_are_asked_about_every_shift")


def is_equivariant(f, N):
    x = torch.randn(N, dtype=torch.float64)
    y = f(x)
    return all(torch.allclose(f(x.roll(-u)), y.roll(u), rtol=1e-9, atol=1e-12) for u in range(1, N))
