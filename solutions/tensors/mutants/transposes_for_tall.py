"""`tall` has the shape of the transpose but keeps the memory order: look for the operation that cuts the
same row of numbers anew."""

KILLED_BY = ("shows_the_matrix_in_five_ways", "handles_square_matrices_too")


def reshape_zoo(x):
    H, W = x.shape
    return {
        "flat": x.view(-1),
        "tall": x.t(),
        "cols": x.narrow(1, 1, W - 1),
        "t": x.t(),
        "tiled": x.view(1, H, W).expand(3, H, W),
    }
