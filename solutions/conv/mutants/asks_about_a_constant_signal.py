"""The signal is constant: it looks the same wherever it is moved, and tells nothing about most boxes."""

KILLED_BY = ("boxes_are_asked_about_every_shift",)


def is_equivariant(f, N):
    x = torch.ones(N, dtype=torch.float64)
    y = f(x)
    return all(torch.allclose(f(x.roll(-u)), y.roll(-u), rtol=1e-9, atol=1e-12) for u in range(1, N))
