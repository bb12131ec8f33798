"""The maximum alone. The LSE is a soft one: classes close to the best add to it, up to log C when all are equal."""

KILLED_BY = (
    "sums_exponentials_along_an_axis",
    "survives_scores_of_any_size",
    "takes_logarithms_of_probabilities",
    "keeps_hopeless_classes_finite",
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "confident_mistakes_cost_their_margin",
    "empty_rows_are_minus_infinity",
    "follows_the_maximum_when_cold",
    "sums_along_axes_counted_from_the_end",
    "log_softmax_along_any_of_three_axes",
    "impossible_classes_stay_impossible",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
)


def logsumexp(z, dim, keepdim=False):
    return z.amax(dim, keepdim=keepdim)


def log_softmax(z, dim):
    return z - z.amax(dim, keepdim=True)


def cross_entropy(z, target, reduction="mean"):
    logp = z - z.amax(1, keepdim=True)
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)
