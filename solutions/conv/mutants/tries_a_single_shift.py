"""A box that commutes with one shift, and not with the others, is called equivariant. Try them all."""

KILLED_BY = ("boxes_are_asked_about_every_shift",)


def is_equivariant(f, N):
    x = torch.randn(N, dtype=torch.float64)
    u = 3 % N
    return torch.allclose(f(x.roll(-u)), f(x).roll(-u), rtol=1e-9, atol=1e-12)
