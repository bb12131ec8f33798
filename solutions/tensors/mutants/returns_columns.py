"""The samples have become columns: the formula is for one column vector, a batch holds its samples as rows."""

KILLED_BY = ("maps_rows_with_in_by_out_weights", "tells_square_weights_from_their_transpose")


def linear_guigue(z, W):
    return W.t() @ z.t()
