"""This is LeNet-5 without padding in the first convolution: 256 numbers reach the linear layers then, not
400."""

KILLED_BY = ("lenet_has_sixty_thousand", "lenet_is_counted_by_an_integer")


def lenet5_params():
    return 156 + 2416 + 120 * 257 + 84 * 121 + 10 * 85
