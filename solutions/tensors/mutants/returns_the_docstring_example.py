"""That is the answer to the example in the docstring: it has to be computed from X and Y."""

KILLED_BY = ("rows_index_X_and_columns_index_Y", "measures_as_many_rows_as_columns")


def pairwise_sq_dists(X, Y):
    return torch.tensor([[0.0], [25.0]], dtype=X.dtype)
