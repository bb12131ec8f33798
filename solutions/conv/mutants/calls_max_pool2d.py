"""PyTorch did the work."""

KILLED_BY = ("every_window_names_its_winner", "padding_never_wins", "winners_survive_ties_and_edges")


def max_pool2d(x, K, stride=None, padding=0):
    return F.max_pool2d(x, K, stride, padding, return_indices=True)
