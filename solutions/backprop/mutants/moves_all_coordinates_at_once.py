"""All coordinates are moved together, so every entry is the slope along (1, 1, …, 1). A partial
derivative moves one coordinate and leaves the others."""

KILLED_BY = ("differences_follow_their_formula", "defaults_come_close_to_the_derivative")


def numerical_gradient(f, x, h=1e-5, scheme="central"):
    if scheme not in ("central", "forward"):
        raise ValueError(scheme)
    slope = (f(x + h) - f(x - h)) / (2 * h) if scheme == "central" else (f(x + h) - f(x)) / h
    return torch.full_like(x, float(slope))
