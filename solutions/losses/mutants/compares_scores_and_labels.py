"""Score minus label, as if this were a squared error. It is the sigmoid of the score that is compared."""

KILLED_BY = (
    "differentiates_with_respect_to_scores",
    "slope_of_huge_scores_is_finite",
)


def bce_with_logits_grad(z, y):
    return (z - y) / len(z)
