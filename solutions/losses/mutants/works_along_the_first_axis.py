"""Every column is treated as a whole instead of every row: samples compete with each other, and the classes of a
sample do not sum to 1."""

KILLED_BY = (
    "turns_scores_into_probabilities",
    "treats_every_row_by_its_own_scale",
    "takes_logarithms_of_probabilities",
    "keeps_hopeless_classes_finite",
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "confident_mistakes_cost_their_margin",
    "derives_the_mean_for_classes",
    "differentiates_for_classes",
    "differentiates_for_weights",
    "softmax_along_any_of_three_axes",
    "gives_impossible_classes_no_probability",
    "log_softmax_along_any_of_three_axes",
    "impossible_classes_stay_impossible",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
    "derives_extreme_rows",
    "differentiates_extreme_rows",
)


def softmax(z, dim):
    return _softmax(z, 0)


def log_softmax(z, dim):
    return _log_softmax(z, 0)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 0)
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)


def dL_dz(z, y):
    return (_softmax(z, 0) - _one_hot(y, z)) / len(z)


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    return (_softmax(z, 0) * weights.sum(1, keepdim=True) - weights) / len(z)
