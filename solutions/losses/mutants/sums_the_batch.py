"""The sum over the batch where its mean is asked for: N times too large. "mean" divides by the number of samples."""

KILLED_BY = (
    "sums_over_coordinates_and_averages_over_samples",
    "charges_each_sample_for_its_class",
    "charges_all_samples_at_once",
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "negates_both_terms",
    "sums_over_the_labels_of_a_sample",
    "compares_scores_with_labels",
    "charges_for_the_wrong_side",
    "asks_for_a_margin_of_one",
    "tells_samples_from_coordinates",
    "gradients_reach_the_predictions",
    "overlooks_impossible_classes",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
    "charges_everything_for_certain_mistakes",
    "agrees_with_two_classes",
    "gradients_reach_the_logits",
    "perceptron_takes_integer_labels",
    "hinge_takes_integer_labels",
)


def _summed(losses, reduction):
    return reduce(losses, "sum" if reduction == "mean" else reduction)


def mse(x, y, reduction="mean"):
    if x.shape != y.shape:
        raise ValueError("shapes differ")
    return _summed(((x - y) ** 2).sum(1), reduction)


def nll_loss(logp, y, reduction="mean"):
    return _summed(-logp[torch.arange(len(y)), y], reduction)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1)
    if target.is_floating_point():
        return _summed(-(target * logp).sum(1), reduction)
    return _summed(-logp[torch.arange(len(z)), target], reduction)


def bce(p, y, reduction="mean"):
    return _summed(_per_sample(-torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p)), reduction)


def bce_with_logits(z, y, reduction="mean"):
    return _summed(_per_sample(z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))), reduction)


def perceptron_loss(f, y, reduction="mean"):
    return _summed(torch.clamp(-y * f, min=0), reduction)


def hinge(f, y, reduction="mean"):
    return _summed(torch.clamp(1 - y * f, min=0), reduction)
