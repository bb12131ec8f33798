"""b1 is lost: what becomes of it in W2 (W1 x + b1) + b2?"""

KILLED_BY = ("melts_two_layers", "passes_the_first_bias_through_square_layers")


def collapse_linear(W1, b1, W2, b2):
    return W2 @ W1, b2
