"""The places are counted in the padded image: rows are too long there, and everything is shifted by the
padding."""

KILLED_BY = ("padding_never_wins", "winners_survive_ties_and_edges")


def max_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    (_, w), (sh, sw), (_, pw) = pair(K), pair(K if stride is None else stride), pair(padding)
    _, _, _, W = x.shape
    y, place = _windows(x, K, (sh, sw), padding, fill=-math.inf).flatten(4).max(dim=4)
    top = torch.arange(y.shape[2]).unsqueeze(1) * sh
    left = torch.arange(y.shape[3]) * sw
    return y, (top + place // w) * (W + 2 * pw) + left + place % w
