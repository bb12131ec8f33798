"""What runs over the end is lost, while on a circle it comes back at the other side: indices are taken modulo
n."""

KILLED_BY = ("convolution_wraps_around_and_commutes", "convolution_on_small_circles")


def circular_conv(x, y):
    return torch.stack([sum(x[j] * y[i - j] for j in range(i + 1)) for i in range(len(x))])
