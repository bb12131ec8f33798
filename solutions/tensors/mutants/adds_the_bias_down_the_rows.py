"""There is one bias per output, that is per column of the result; here each row gets its own."""

KILLED_BY = ("tells_the_axes_of_square_weights_apart",)


def linear(x, W, b):
    return x @ W.t() + b.unsqueeze(1)
