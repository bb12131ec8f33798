"""The size is rounded up: the last windows stick out of the image. What does not fill a window is left
over."""

KILLED_BY = ("every_window_names_its_winner", "padding_never_wins", "winners_survive_ties_and_edges")


def max_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    (_, w), (sh, sw), (ph, pw) = pair(K), pair(K if stride is None else stride), pair(padding)
    _, _, _, W = x.shape
    wide = F.pad(x, (pw, pw + sw - 1, ph, ph + sh - 1), value=-math.inf)
    y, place = _windows(wide, K, (sh, sw), 0).flatten(4).max(dim=4)

    top = torch.arange(y.shape[2]).unsqueeze(1) * sh - ph
    left = torch.arange(y.shape[3]) * sw - pw
    return y, (top + place // w) * W + left + place % w
