"""The scores were put where the probabilities belong."""

KILLED_BY = (
    "lets_scores_compete",
    "jacobian_of_huge_and_of_equal_scores",
)


def softmax_jacobian(z):
    return torch.diag(z) - torch.outer(z, z)
