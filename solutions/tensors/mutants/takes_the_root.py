"""These are distances; squared distances are wanted, so the root can stay away."""

KILLED_BY = ("rows_index_X_and_columns_index_Y", "measures_as_many_rows_as_columns")


def pairwise_sq_dists(X, Y):
    squares = (X * X).sum(1, keepdim=True) + (Y * Y).sum(1) - 2 * X @ Y.t()
    return squares.clamp(min=0).sqrt()
