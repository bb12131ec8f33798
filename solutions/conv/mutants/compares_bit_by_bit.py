"""A correlation is turned down because of its rounding: two orders of summation differ in the last digit."""

KILLED_BY = ("boxes_are_asked_about_every_shift",)


def is_equivariant(f, N):
    x = torch.randn(N, dtype=torch.float64)
    y = f(x)
    return all(torch.equal(f(x.roll(-u)), y.roll(-u)) for u in range(1, N))
