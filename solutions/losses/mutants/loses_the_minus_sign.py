"""The sign: a probability is at most 1, its logarithm at most 0, and a loss must not be negative."""

KILLED_BY = (
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "confident_mistakes_cost_their_margin",
    "knows_what_guessing_costs",
    "negates_both_terms",
    "sums_over_the_labels_of_a_sample",
    "charges_nothing_for_certain_truth",
    "compares_scores_with_labels",
    "stays_exact_for_huge_scores",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
    "guesses_among_few_and_many",
    "charges_everything_for_certain_mistakes",
    "agrees_with_two_classes",
    "gradients_reach_the_logits",
)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1)
    if target.is_floating_point():
        return reduce((target * logp).sum(1), reduction)
    return reduce(logp[torch.arange(len(z)), target], reduction)


def bce(p, y, reduction="mean"):
    return reduce(_per_sample(torch.xlogy(y, p) + torch.xlogy(1 - y, 1 - p)), reduction)


def bce_with_logits(z, y, reduction="mean"):
    return reduce(-_per_sample(z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))), reduction)


def initial_loss(C):
    return -math.log(C)
