"""This is the cross-correlation: the index of y falls as j grows, and here it rises. x * y and y * x should
be the same."""

KILLED_BY = ("convolution_wraps_around_and_commutes", "convolution_on_small_circles")


def circular_conv(x, y):
    return torch.stack([sum(x[j] * y[(i + j) % len(x)] for j in range(len(x))) for i in range(len(x))])
