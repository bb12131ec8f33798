"""x was moved for the probe and never moved back, so every further coordinate is measured at another
point, and whoever called you has other numbers than before."""

KILLED_BY = ("differences_follow_their_formula", "defaults_come_close_to_the_derivative")


def numerical_gradient(f, x, h=1e-5, scheme="central"):
    if scheme not in ("central", "forward"):
        raise ValueError(scheme)
    flat, slopes = x.view(-1), []
    for i in range(x.numel()):
        here = f(x) if scheme == "forward" else None
        flat[i] += h
        ahead = f(x)
        if scheme == "central":
            flat[i] -= 2 * h
            slopes.append((ahead - f(x)) / (2 * h))
        else:
            slopes.append((ahead - here) / h)
    return torch.tensor(slopes, dtype=x.dtype).view(x.shape)
