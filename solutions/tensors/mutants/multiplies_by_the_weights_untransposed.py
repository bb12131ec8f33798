"""W is (out, in), and a batch of rows meets it from the left: check which axes of x and W meet in the
product."""

KILLED_BY = ("tells_the_axes_of_square_weights_apart",)


def linear(x, W, b):
    return x @ W + b
