"""The scheme is not looked at: "forward" was asked for, and a central difference came back."""

KILLED_BY = ("differences_follow_their_formula", "probes_tensors_of_any_shape")


def numerical_gradient(f, x, h=1e-5, scheme="central"):
    if scheme not in ("central", "forward"):
        raise ValueError(scheme)
    steps = (h * torch.eye(x.numel(), dtype=x.dtype)).view(-1, *x.shape)
    slopes = [(f(x + d) - f(x - d)) / (2 * h) for d in steps]
    return torch.tensor(slopes, dtype=x.dtype).view(x.shape)
