"""The slope is measured between x and x + h whatever the scheme is. Its error shrinks like h; the
central difference, with a step to either side, has one that shrinks like h²."""

KILLED_BY = (
    "differences_follow_their_formula",
    "defaults_come_close_to_the_derivative",
    "probes_tensors_of_any_shape",
)


def numerical_gradient(f, x, h=1e-5, scheme="central"):
    if scheme not in ("central", "forward"):
        raise ValueError(scheme)
    slopes = [(f(x + d.view(x.shape)) - f(x)) / h for d in h * torch.eye(x.numel(), dtype=x.dtype)]
    return torch.tensor(slopes, dtype=x.dtype).view(x.shape)
