"""A padding of more than half the window went through, where a ValueError is promised."""

KILLED_BY = ("means_survive_edges",)


def avg_pool2d(x, K, stride=None, padding=0):
    return _windows(x, K, K if stride is None else stride, padding).mean((4, 5))
