"""That is the cross-entropy. The margin is still to be subtracted."""

KILLED_BY = (
    "measures_what_is_above_the_margin",
    "is_widest_where_scores_are_equal",
)


def margin_gap(z, k):
    return logsumexp(z, 1) - z[torch.arange(len(z)), k]
