"""A mean over the K labels as well, as PyTorch's loss does: K times too small. The labels of a sample are added."""

KILLED_BY = (
    "sums_over_the_labels_of_a_sample",
    "compares_scores_with_labels",
    "differentiates_with_respect_to_scores",
    "charges_everything_for_certain_mistakes",
    "agrees_with_two_classes",
    "slope_of_huge_scores_is_finite",
)


def bce(p, y, reduction="mean"):
    losses = -torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p)
    return reduce(losses.reshape(len(p), -1).mean(1), reduction)


def bce_with_logits(z, y, reduction="mean"):
    losses = z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))
    return reduce(losses.reshape(len(z), -1).mean(1), reduction)


def bce_with_logits_grad(z, y):
    return (torch.sigmoid(z) - y) / z.numel()
