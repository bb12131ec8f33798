"""The sign off the diagonal: when one score rises, the other probabilities fall."""

KILLED_BY = (
    "lets_scores_compete",
    "takes_a_gradient_through_softmax",
    "jacobian_of_huge_and_of_equal_scores",
    "treats_each_sample_by_itself",
)


def softmax_jacobian(z):
    p = _softmax(z, 0)
    return torch.diag(p - 2 * p * p) + torch.outer(p, p)


def softmax_vjp(p, g):
    return p * (g + (g * p).sum(-1, keepdim=True) - 2 * g * p)
