"""The sum runs over the points instead of their coordinates: check which axis of the broadcast differences
is d."""

KILLED_BY = ("measures_as_many_rows_as_columns",)


def pairwise_sq_dists(X, Y):
    return ((X.unsqueeze(1) - Y.unsqueeze(0)) ** 2).sum(1)
