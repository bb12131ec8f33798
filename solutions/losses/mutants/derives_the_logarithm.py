"""That is the Jacobian of the *log*-softmax, I − 1 pᵀ."""

KILLED_BY = (
    "lets_scores_compete",
    "takes_a_gradient_through_softmax",
    "jacobian_of_huge_and_of_equal_scores",
    "treats_each_sample_by_itself",
)


def softmax_jacobian(z):
    return torch.eye(len(z), dtype=z.dtype) - _softmax(z, 0).expand(len(z), -1)


def softmax_vjp(p, g):
    return g - p * g.sum(-1, keepdim=True)
