"""A bias for every pixel of the maps has been counted. A channel has one."""

KILLED_BY = ("lenet_has_sixty_thousand", "lenet_is_counted_by_an_integer")


def lenet5_params():
    return 6 * (25 + 784) + 16 * (150 + 100) + 120 * 401 + 84 * 121 + 10 * 85
