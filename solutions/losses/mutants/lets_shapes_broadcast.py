"""Broadcasting pairs every prediction with every target, N² of them, and the loss is wrong without a word. Compare
the two shapes first and raise a ValueError."""

KILLED_BY = ("refuses_shapes_that_only_broadcast",)


def mse(x, y, reduction="mean"):
    return reduce(((x - y) ** 2).reshape(len(x), -1).sum(1), reduction)
