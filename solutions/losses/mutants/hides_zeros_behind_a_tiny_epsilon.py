"""An ε of 1e-12 inside the logarithm keeps it finite and wrong: no mistake, however confident, costs more than
27.6, and unlikely answers are charged a little too little."""

KILLED_BY = (
    "takes_logarithms_of_probabilities",
    "keeps_hopeless_classes_finite",
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "negates_both_terms",
    "sums_over_the_labels_of_a_sample",
    "charges_nothing_for_certain_truth",
    "compares_scores_with_labels",
    "stays_exact_for_huge_scores",
    "log_softmax_along_any_of_three_axes",
    "impossible_classes_stay_impossible",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
    "charges_everything_for_certain_mistakes",
    "agrees_with_two_classes",
)


def log_softmax(z, dim):
    return (_softmax(z, dim) + 1e-12).log()


def cross_entropy(z, target, reduction="mean"):
    logp = (_softmax(z, 1) + 1e-12).log()
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)


def bce(p, y, reduction="mean"):
    losses = -(y * (p + 1e-12).log() + (1 - y) * (1 - p + 1e-12).log())
    return reduce(_per_sample(losses), reduction)


def bce_with_logits(z, y, reduction="mean"):
    p = torch.sigmoid(z)
    losses = -(y * (p + 1e-12).log() + (1 - y) * (1 - p + 1e-12).log())
    return reduce(_per_sample(losses), reduction)
