"""All five are copies of x. A view costs nothing: leave out clone and contiguous."""

KILLED_BY = ("five_ways_share_one_memory",)


def reshape_zoo(x):
    H, W = x.shape
    return {
        "flat": x.flatten().clone(),
        "tall": x.view(W, H).clone(),
        "cols": x[:, 1:].clone(),
        "t": x.t().contiguous(),
        "tiled": torch.stack([x, x, x]),
    }
