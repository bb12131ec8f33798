"""`t` has the right shape and the wrong order: view cuts the same row of numbers anew and never exchanges
rows and columns."""

KILLED_BY = ("shows_the_matrix_in_five_ways",)


def reshape_zoo(x):
    H, W = x.shape
    return {
        "flat": x.view(-1),
        "tall": x.view(W, H),
        "cols": x.narrow(1, 1, W - 1),
        "t": x.view(W, H),
        "tiled": x.view(1, H, W).expand(3, H, W),
    }
