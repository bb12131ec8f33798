"""This is the network of 1998, whose second convolution does not see all six maps and whose poolings have
weights. Ours is dense, and its poolings learn nothing."""

KILLED_BY = ("lenet_has_sixty_thousand", "lenet_is_counted_by_an_integer")


def lenet5_params():
    return 156 + 12 + 1516 + 32 + 48120 + 10164 + 850
