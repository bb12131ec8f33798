"""The divisor is the square of the window's height: a window of h × w pixels has h·w of them."""

KILLED_BY = ("every_window_is_averaged", "means_survive_edges")


def avg_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    (h, _), (sh, sw) = pair(K), pair(K if stride is None else stride)
    return _windows(x, K, (sh, sw), padding).sum((4, 5)) / h**2
