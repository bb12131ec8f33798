"""The competition alone. A score also raises its own probability, and that part is missing."""

KILLED_BY = (
    "lets_scores_compete",
    "takes_a_gradient_through_softmax",
    "jacobian_of_huge_and_of_equal_scores",
    "treats_each_sample_by_itself",
)


def softmax_jacobian(z):
    p = _softmax(z, 0)
    return -torch.outer(p, p)


def softmax_vjp(p, g):
    return -p * (g * p).sum(-1, keepdim=True)
