"""b2 is added after the second layer; only b1 passes through it."""

KILLED_BY = ("expands_the_smallest_network", "passes_the_first_bias_through_square_layers")


def collapse_linear(W1, b1, W2, b2):
    return W2 @ W1, W2 @ (b1 + b2)
