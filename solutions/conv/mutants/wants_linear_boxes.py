"""A box that is equivariant and not linear, such as squaring, is turned down. Linearity was not asked for."""

KILLED_BY = ("boxes_are_asked_about_every_shift",)


def is_equivariant(f, N):
    x = torch.randn(N, dtype=torch.float64)
    y = f(x)
    moves = all(torch.allclose(f(x.roll(-u)), y.roll(-u), rtol=1e-9, atol=1e-12) for u in range(1, N))
    return moves and torch.allclose(f(2 * x), 2 * y, rtol=1e-9, atol=1e-12)
