"""A loss per sample is (N,), not (N, 1): the axis of length 1 stayed behind, and broadcasts with whatever comes
next."""

KILLED_BY = (
    "sums_over_coordinates_and_averages_over_samples",
    "charges_each_sample_for_its_class",
    "measures_what_is_above_the_margin",
    "tells_samples_from_coordinates",
    "overlooks_impossible_classes",
    "is_widest_where_scores_are_equal",
)


def nll_loss(logp, y, reduction="mean"):
    return reduce(-logp.gather(1, y.unsqueeze(1)), reduction)


def margin_gap(z, k):
    return _shifted(z, 1).exp().sum(1, keepdim=True).log()


def mse(x, y, reduction="mean"):
    if x.shape != y.shape:
        raise ValueError("shapes differ")
    return reduce(((x - y) ** 2).sum(1, keepdim=True), reduction)
