"""The size is rounded up: windows that stick out of the image have no place."""

KILLED_BY = ("every_window_is_averaged", "means_survive_edges")


def avg_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    sh, sw = pair(K if stride is None else stride)
    return _windows(F.pad(x, (0, sw - 1, 0, sh - 1)), K, (sh, sw), padding).mean((4, 5))
