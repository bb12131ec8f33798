"""Divided by its largest value. It is the gap itself that is wanted, from 0 to log C."""

KILLED_BY = (
    "measures_what_is_above_the_margin",
    "is_widest_where_scores_are_equal",
)


def margin_gap(z, k):
    return (logsumexp(z, 1) - z.amax(1)) / math.log(z.shape[1])
