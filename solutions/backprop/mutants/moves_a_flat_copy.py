"""For a tensor that is not contiguous, `reshape(-1)` or `flatten()` gives a copy. You move the copy, f
looks at x, and every slope is 0."""

KILLED_BY = ("probes_tensors_of_any_shape",)


def numerical_gradient(f, x, h=1e-5, scheme="central"):
    if scheme not in ("central", "forward"):
        raise ValueError(scheme)
    flat, slopes = x.reshape(-1), []
    for i in range(x.numel()):
        old = flat[i].item()
        values = []
        for number in (old + h, old - h if scheme == "central" else old):
            flat[i] = number
            values.append(float(f(x)))
        flat[i] = old
        slopes.append((values[0] - values[1]) / (2 * h if scheme == "central" else h))
    return torch.tensor(slopes, dtype=x.dtype).view(x.shape)
