"""exp(z)/(1 + exp(z)) is infinity over infinity for z = 800. `torch.sigmoid` is allowed, and does not stumble."""

KILLED_BY = (
    "slope_of_huge_scores_is_finite",
    "vanishes_at_both_ends",
)


def bce_with_logits_grad(z, y):
    return (z.exp() / (1 + z.exp()) - y) / len(z)


def mse_sigmoid_grad(z, y):
    p = z.exp() / (1 + z.exp())
    return 2 * (p - y) * p * (1 - p)
