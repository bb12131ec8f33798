"""The maximum is taken over the channels as well. Every channel is pooled by itself."""

KILLED_BY = ("every_window_names_its_winner", "padding_never_wins", "winners_survive_ties_and_edges")


def max_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    (_, w), (sh, sw), (ph, pw) = pair(K), pair(K if stride is None else stride), pair(padding)
    _, _, _, W = x.shape
    windows = _windows(x, K, (sh, sw), padding, fill=-math.inf).flatten(4)
    y, place = windows.amax(1, keepdim=True).expand_as(windows).max(dim=4)

    top = torch.arange(y.shape[2]).unsqueeze(1) * sh - ph
    left = torch.arange(y.shape[3]) * sw - pw
    return y, (top + place // w) * W + left + place % w
