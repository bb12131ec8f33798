"""PyTorch did the work."""

KILLED_BY = ("every_window_is_averaged", "means_survive_edges")


def avg_pool2d(x, K, stride=None, padding=0):
    return F.avg_pool2d(x, K, stride, padding)
