"""The number is right and a float: a count is an int."""

KILLED_BY = ("lenet_has_sixty_thousand", "lenet_is_counted_by_an_integer")


def lenet5_params():
    return 61706.0
