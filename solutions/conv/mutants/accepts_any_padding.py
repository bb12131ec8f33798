"""A padding of more than half the window went through: some windows would lie in the padding alone and have
no maximum. A ValueError is promised."""

KILLED_BY = ("winners_survive_ties_and_edges",)


def max_pool2d(x, K, stride=None, padding=0):
    (_, w), (sh, sw), (ph, pw) = pair(K), pair(K if stride is None else stride), pair(padding)
    W = x.shape[3]
    y, place = _windows(x, K, (sh, sw), padding, fill=-math.inf).flatten(4).max(dim=4)
    top = torch.arange(y.shape[2]).unsqueeze(1) * sh - ph
    left = torch.arange(y.shape[3]) * sw - pw
    return y, (top + place // w) * W + left + place % w
