"""The places are counted within each window. The backward pass needs to know where in the image they are."""

KILLED_BY = ("every_window_names_its_winner", "padding_never_wins", "winners_survive_ties_and_edges")


def max_pool2d(x, K, stride=None, padding=0):
    _refuse_wide_padding(K, padding)
    sh, sw = pair(K if stride is None else stride)
    y, place = _windows(x, K, (sh, sw), padding, fill=-math.inf).flatten(4).max(dim=4)
    return y, place
