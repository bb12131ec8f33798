"""A row has its maximum twice, so which class wins depends on how ties are broken. Separate the scores."""

KILLED_BY = ("demo_is_made_of_classes_and_scores",)


def error_vs_loss_demo():
    z_a = torch.tensor([[1.0, 0.0], [0.0, 0.0], [-9.0, 9.0]])
    z_b = torch.tensor([[1.0, 0.0], [-0.1, 0.1], [-0.1, 0.1]])
    return z_a, z_b, torch.tensor([0, 0, 0])
