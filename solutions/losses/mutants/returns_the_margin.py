"""That is the margin itself. How far is the cross-entropy above it?"""

KILLED_BY = (
    "measures_what_is_above_the_margin",
    "is_widest_where_scores_are_equal",
)


def margin_gap(z, k):
    return z.amax(1) - z[torch.arange(len(z)), k]
