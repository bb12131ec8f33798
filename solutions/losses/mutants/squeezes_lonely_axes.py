"""An axis of length 1 is lost: a batch of one sample, or of one coordinate, is still a batch."""

KILLED_BY = (
    "tells_samples_from_coordinates",
    "slopes_of_square_batches",
)


def mse(x, y, reduction="mean"):
    if x.shape != y.shape:
        raise ValueError("shapes differ")
    squares = ((x - y) ** 2).squeeze()
    return reduce(squares.sum(-1) if squares.ndim == 2 else squares, reduction)


def mse_grad(x, y):
    return (2 * (x - y) / len(x)).squeeze()
