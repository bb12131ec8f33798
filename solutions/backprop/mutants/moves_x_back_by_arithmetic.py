"""x is moved by h and moved back by h, but (x + h) − h is not always x: rounding leaves a trace in the
last digit. Keep the old number and put that back, or leave x alone and move a copy."""

KILLED_BY = ("differences_follow_their_formula",)


def numerical_gradient(f, x, h=1e-5, scheme="central"):
    if scheme not in ("central", "forward"):
        raise ValueError(scheme)
    flat, slopes = x.view(-1), []
    for i in range(x.numel()):
        here = f(x)
        flat[i] += h
        ahead = f(x)
        if scheme == "central":
            flat[i] -= 2 * h
            slopes.append((ahead - f(x)) / (2 * h))
            flat[i] += h
        else:
            slopes.append((ahead - here) / h)
            flat[i] -= h
    return torch.tensor(slopes, dtype=x.dtype).view(x.shape)
