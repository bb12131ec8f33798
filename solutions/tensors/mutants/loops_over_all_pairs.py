"""Two loops over points run N · M small operations; broadcasting runs a handful of large ones."""

KILLED_BY = ("pairs_all_points_at_once",)


def pairwise_sq_dists(X, Y):
    return torch.stack([torch.stack([((x - y) ** 2).sum() for y in Y]) for x in X])
