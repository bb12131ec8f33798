"""The bias is missing."""

KILLED_BY = (
    "maps_rows_with_out_by_in_weights",
    "keeps_a_batch_of_one_a_batch",
    "tells_the_axes_of_square_weights_apart",
)


def linear(x, W, b):
    return x @ W.t()
