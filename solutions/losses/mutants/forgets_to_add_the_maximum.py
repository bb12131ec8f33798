"""The maximum was subtracted before the exponential, and has to come back after the logarithm."""

KILLED_BY = (
    "sums_exponentials_along_an_axis",
    "survives_scores_of_any_size",
    "empty_rows_are_minus_infinity",
    "follows_the_maximum_when_cold",
    "sums_along_axes_counted_from_the_end",
)


def logsumexp(z, dim, keepdim=False):
    return (z - z.amax(dim, keepdim=True)).exp().sum(dim, keepdim=keepdim).log()
