"""b1 passes through the second layer before it meets b2; adding them directly works only by luck of the
shapes."""

KILLED_BY = ("expands_the_smallest_network", "passes_the_first_bias_through_square_layers")


def collapse_linear(W1, b1, W2, b2):
    return W2 @ W1, b1 + b2
