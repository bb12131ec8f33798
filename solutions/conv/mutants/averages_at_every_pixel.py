"""Without a stride your window moves by one pixel. Its default is the size of the window."""

KILLED_BY = ("every_window_is_averaged", "means_survive_edges")


def avg_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    return _windows(x, K, 1 if stride is None else stride, padding).mean((4, 5))
