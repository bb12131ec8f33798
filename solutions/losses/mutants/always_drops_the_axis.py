"""`keepdim=True` asks for the axis to stay, with length 1."""

KILLED_BY = (
    "sums_exponentials_along_an_axis",
    "sums_along_axes_counted_from_the_end",
)


_right = logsumexp


def logsumexp(z, dim, keepdim=False):
    return _right(z, dim)
