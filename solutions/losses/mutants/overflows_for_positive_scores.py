"""log(1 + exp(z)) is infinite for large z. Which of exp(z) and exp(−z) is harmless depends on the sign of z."""

KILLED_BY = (
    "stays_exact_for_huge_scores",
    "gradients_reach_the_logits",
)


def bce_with_logits(z, y, reduction="mean"):
    return reduce(_per_sample(torch.log1p(torch.exp(z)) - z * y), reduction)
