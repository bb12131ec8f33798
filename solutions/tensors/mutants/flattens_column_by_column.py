"""`flat` lists the numbers in memory order, and a contiguous matrix lies in memory row after row, not
column after column."""

KILLED_BY = ("shows_the_matrix_in_five_ways", "five_ways_share_one_memory")


def reshape_zoo(x):
    H, W = x.shape
    return {
        "flat": x.t().reshape(-1),
        "tall": x.view(W, H),
        "cols": x.narrow(1, 1, W - 1),
        "t": x.t(),
        "tiled": x.view(1, H, W).expand(3, H, W),
    }
