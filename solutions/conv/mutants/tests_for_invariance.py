"""You asked whether the result stays the same when the input moves (invariance). Equivariance means that it
moves along."""

KILLED_BY = ("tells_boxes_apart", "boxes_are_asked_about_every_shift")


def is_equivariant(f, N):
    x = torch.randn(N, dtype=torch.float64)
    y = f(x)
    return all(torch.allclose(f(x.roll(-u)), y, rtol=1e-9, atol=1e-12) for u in range(1, N))
