"""Labels index columns: they have to be int64."""

KILLED_BY = (
    "is_right_more_often_and_pays_more",
    "demo_is_made_of_classes_and_scores",
)


def error_vs_loss_demo():
    z_a = torch.tensor([[1.0, 0.0], [1.0, 0.0], [-9.0, 9.0]])
    z_b = torch.tensor([[1.0, 0.0], [-0.1, 0.1], [-0.1, 0.1]])
    return z_a, z_b, torch.tensor([0, 0, 0], dtype=torch.int32)
