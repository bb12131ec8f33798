"""The margin is measured against the best *other* class, so that right answers make it negative. The maximum here
runs over all classes, the true one included."""

KILLED_BY = (
    "measures_what_is_above_the_margin",
    "is_widest_where_scores_are_equal",
)


def margin_gap(z, k):
    own = z[torch.arange(len(z)), k]
    others = z.scatter(1, k.unsqueeze(1), -math.inf).amax(1)
    return logsumexp(z, 1) - own - (others - own)
