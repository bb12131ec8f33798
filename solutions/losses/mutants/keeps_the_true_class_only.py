"""Only the true class has a gradient here. Raising one score lowers every other probability, so all of them
matter."""

KILLED_BY = (
    "derives_the_mean_for_classes",
    "derives_extreme_rows",
)


def dL_dz(z, y):
    own = _one_hot(y, z)
    return own * (_softmax(z, 1) - 1) / len(z)
