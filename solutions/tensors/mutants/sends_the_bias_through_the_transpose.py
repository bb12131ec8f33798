"""b1 passes through W2 as x would: rows of W2 belong to outputs."""

KILLED_BY = ("passes_the_first_bias_through_square_layers",)


def collapse_linear(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2
