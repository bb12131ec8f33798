"""Always averages: the argument `reduction` changes nothing."""

KILLED_BY = (
    "sums_over_coordinates_and_averages_over_samples",
    "charges_each_sample_for_its_class",
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "confident_mistakes_cost_their_margin",
    "negates_both_terms",
    "sums_over_the_labels_of_a_sample",
    "charges_nothing_for_certain_truth",
    "compares_scores_with_labels",
    "stays_exact_for_huge_scores",
    "charges_for_the_wrong_side",
    "asks_for_a_margin_of_one",
    "tells_samples_from_coordinates",
    "overlooks_impossible_classes",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "charges_everything_for_certain_mistakes",
    "agrees_with_two_classes",
    "perceptron_takes_integer_labels",
    "hinge_takes_integer_labels",
)


def mse(x, y, reduction="mean"):
    if x.shape != y.shape:
        raise ValueError("shapes differ")
    return reduce(((x - y) ** 2).sum(1), "mean")


def nll_loss(logp, y, reduction="mean"):
    return reduce(-logp[torch.arange(len(y)), y], "mean")


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1)
    if target.is_floating_point():
        return -(target * logp).sum(1).mean()
    return -logp[torch.arange(len(z)), target].mean()


def bce(p, y, reduction="mean"):
    return _per_sample(-torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p)).mean()


def bce_with_logits(z, y, reduction="mean"):
    return _per_sample(z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))).mean()


def perceptron_loss(f, y, reduction="mean"):
    return torch.clamp(-y * f, min=0).mean()


def hinge(f, y, reduction="mean"):
    return torch.clamp(1 - y * f, min=0).mean()
