"""The places are floating-point numbers, and those cannot index anything: idx is int64."""

KILLED_BY = ("every_window_names_its_winner", "padding_never_wins", "winners_survive_ties_and_edges")


def max_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    (_, w), (sh, sw), (ph, pw) = pair(K), pair(K if stride is None else stride), pair(padding)
    _, _, _, W = x.shape
    y, place = _windows(x, K, (sh, sw), padding, fill=-math.inf).flatten(4).max(dim=4)
    top = torch.arange(y.shape[2]).unsqueeze(1) * sh - ph
    left = torch.arange(y.shape[3]) * sw - pw
    return y, ((top + place // w) * W + left + place % w).to(x.dtype)
