"""The image is continued by its own edge. Padding means zeros here."""

KILLED_BY = ("every_window_is_averaged", "means_survive_edges")


def avg_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    (sh, sw), (ph, pw) = pair(K if stride is None else stride), pair(padding)
    return _windows(F.pad(x, (pw, pw, ph, ph), "replicate"), K, (sh, sw), 0).mean((4, 5))
