"""The result is float32 though the input was float64: look for float() and for constants without a dtype."""

KILLED_BY = (
    "maps_rows_with_out_by_in_weights",
    "keeps_a_batch_of_one_a_batch",
    "tells_the_axes_of_square_weights_apart",
)


def linear(x, W, b):
    return x.float() @ W.float().t() + b.float()
