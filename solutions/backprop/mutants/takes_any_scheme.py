"""Any word passes for a scheme. Whoever misspells one should hear about it: raise ValueError."""

KILLED_BY = ("unknown_schemes_are_refused",)


def numerical_gradient(f, x, h=1e-5, scheme="central", old=numerical_gradient):
    return old(f, x, h, "forward" if scheme == "forward" else "central")
