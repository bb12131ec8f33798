"""Central slopes come out twice too large: between x − h and x + h lie two steps."""

KILLED_BY = (
    "differences_follow_their_formula",
    "defaults_come_close_to_the_derivative",
    "probes_tensors_of_any_shape",
)


def numerical_gradient(f, x, h=1e-5, scheme="central"):
    if scheme not in ("central", "forward"):
        raise ValueError(scheme)
    steps = (h * torch.eye(x.numel(), dtype=x.dtype)).view(-1, *x.shape)
    slopes = [(f(x + d) - (f(x) if scheme == "forward" else f(x - d))) / h for d in steps]
    return torch.tensor(slopes, dtype=x.dtype).view(x.shape)
