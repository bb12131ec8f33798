"""236 too few: those are the biases."""

KILLED_BY = ("lenet_has_sixty_thousand", "lenet_is_counted_by_an_integer")


def lenet5_params():
    return 6 * 25 + 16 * 6 * 25 + 120 * 400 + 84 * 120 + 10 * 84
