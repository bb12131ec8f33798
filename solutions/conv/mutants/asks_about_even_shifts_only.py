"""Only shifts by an even number were tried. A box may well commute with those and with no other."""

KILLED_BY = ("boxes_are_asked_about_every_shift",)


def is_equivariant(f, N):
    x = torch.randn(N, dtype=torch.float64)
    y = f(x)
    return all(torch.allclose(f(x.roll(-u)), y.roll(-u), rtol=1e-9, atol=1e-12) for u in range(2, N, 2))
