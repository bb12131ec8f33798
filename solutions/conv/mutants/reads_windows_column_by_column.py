"""Among equals the first of the leftmost column wins. Row-major order compares rows first."""

KILLED_BY = ("padding_never_wins", "winners_survive_ties_and_edges")


def max_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    (h, w), (sh, sw), (ph, pw) = pair(K), pair(K if stride is None else stride), pair(padding)
    _, _, _, W = x.shape
    windows = _windows(x, K, (sh, sw), padding, fill=-math.inf).transpose(4, 5).flatten(4)
    y, place = windows.max(dim=4)
    place = place % h * w + place // h

    top = torch.arange(y.shape[2]).unsqueeze(1) * sh - ph
    left = torch.arange(y.shape[3]) * sw - pw
    return y, (top + place // w) * W + left + place % w
