"""diag(p) and the product of p with itself are to be subtracted, not added: rows sum to 0."""

KILLED_BY = (
    "lets_scores_compete",
    "takes_a_gradient_through_softmax",
    "jacobian_of_huge_and_of_equal_scores",
    "treats_each_sample_by_itself",
)


def softmax_jacobian(z):
    p = _softmax(z, 0)
    return torch.diag(p) + torch.outer(p, p)


def softmax_vjp(p, g):
    return p * (g + (g * p).sum(-1, keepdim=True))
