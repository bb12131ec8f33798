"""The mean of the exponentials, not their sum: log C is missing."""

KILLED_BY = (
    "sums_exponentials_along_an_axis",
    "survives_scores_of_any_size",
    "empty_rows_are_minus_infinity",
    "follows_the_maximum_when_cold",
    "sums_along_axes_counted_from_the_end",
)


def logsumexp(z, dim, keepdim=False):
    m = z.amax(dim, keepdim=True)
    total = m + (z - m).exp().mean(dim, keepdim=True).log()
    return total if keepdim else total.squeeze(dim)
