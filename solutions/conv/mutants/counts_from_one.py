"""Everything stands one place too far: on paper indices start at 1, in Python at 0."""

KILLED_BY = ("convolution_wraps_around_and_commutes", "convolution_on_small_circles")


def circular_conv(x, y):
    return torch.stack([sum(x[j] * y[(i - j - 1) % len(x)] for j in range(len(x))) for i in range(len(x))])
