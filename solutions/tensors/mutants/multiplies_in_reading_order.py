"""The first layer acts first, so its matrix stands next to x, on the right."""

KILLED_BY = ("passes_the_first_bias_through_square_layers",)


def collapse_linear(W1, b1, W2, b2):
    return W1 @ W2, W2 @ b1 + b2
