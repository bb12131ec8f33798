"""At the border you divide by the number of pixels inside the image. The definition divides by h·w
everywhere, padding included."""

KILLED_BY = ("every_window_is_averaged", "means_survive_edges")


def avg_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    sh, sw = pair(K if stride is None else stride)
    inside = _windows(torch.ones_like(x), K, (sh, sw), padding).sum((4, 5))
    return _windows(x, K, (sh, sw), padding).sum((4, 5)) / inside
