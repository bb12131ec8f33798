"""The sum of each window came back, not its mean."""

KILLED_BY = ("every_window_is_averaged", "means_survive_edges")


def avg_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    sh, sw = pair(K if stride is None else stride)
    return _windows(x, K, (sh, sw), padding).sum((4, 5))
