"""`cols` lacks the last column. The arguments of narrow are axis, start, length."""

KILLED_BY = ("shows_the_matrix_in_five_ways", "handles_square_matrices_too")


def reshape_zoo(x):
    H, W = x.shape
    return {
        "flat": x.view(-1),
        "tall": x.view(W, H),
        "cols": x.narrow(1, 0, W - 1),
        "t": x.t(),
        "tiled": x.view(1, H, W).expand(3, H, W),
    }
