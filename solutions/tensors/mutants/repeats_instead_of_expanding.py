"""`tiled` is a copy: repeat writes the numbers three times, where a stride of 0 would show one matrix three
times."""

KILLED_BY = ("five_ways_share_one_memory",)


def reshape_zoo(x):
    H, W = x.shape
    return {
        "flat": x.view(-1),
        "tall": x.view(W, H),
        "cols": x.narrow(1, 1, W - 1),
        "t": x.t(),
        "tiled": x.repeat(3, 1, 1),
    }
