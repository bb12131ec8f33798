"""A box that is off by a millionth is called equivariant: the default tolerance of `allclose` is 1e-5, and a
relative 1e-9 was asked for."""

KILLED_BY = ("boxes_are_asked_about_every_shift",)


def is_equivariant(f, N):
    x = torch.randn(N, dtype=torch.float64)
    y = f(x)
    return all(torch.allclose(f(x.roll(-u)), y.roll(-u)) for u in range(1, N))
