"""Logarithms to base 2, larger by 1.4427. Losses here are in nats: the natural logarithm."""

KILLED_BY = (
    "sums_exponentials_along_an_axis",
    "survives_scores_of_any_size",
    "takes_logarithms_of_probabilities",
    "keeps_hopeless_classes_finite",
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "confident_mistakes_cost_their_margin",
    "knows_what_guessing_costs",
    "measures_what_is_above_the_margin",
    "negates_both_terms",
    "sums_over_the_labels_of_a_sample",
    "charges_nothing_for_certain_truth",
    "compares_scores_with_labels",
    "stays_exact_for_huge_scores",
    "empty_rows_are_minus_infinity",
    "follows_the_maximum_when_cold",
    "sums_along_axes_counted_from_the_end",
    "log_softmax_along_any_of_three_axes",
    "impossible_classes_stay_impossible",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
    "guesses_among_few_and_many",
    "is_widest_where_scores_are_equal",
    "charges_everything_for_certain_mistakes",
    "agrees_with_two_classes",
    "gradients_reach_the_logits",
)


_right = logsumexp


def logsumexp(z, dim, keepdim=False):
    total = _right(z, dim, keepdim=True) / math.log(2)
    return total if keepdim else total.squeeze(dim)


def log_softmax(z, dim):
    return _log_softmax(z, dim) / math.log(2)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1) / math.log(2)
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)


def initial_loss(C):
    return math.log2(C)


def margin_gap(z, k):
    return (_right(z, 1) - z.max(1).values) / math.log(2)


def bce(p, y, reduction="mean"):
    return reduce(_per_sample(-torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p)) / math.log(2), reduction)


def bce_with_logits(z, y, reduction="mean"):
    losses = z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))
    return reduce(_per_sample(losses) / math.log(2), reduction)
