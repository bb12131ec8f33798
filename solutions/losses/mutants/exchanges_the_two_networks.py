"""The other way round: the *first* one makes fewer mistakes and has the higher loss."""

KILLED_BY = ("is_right_more_often_and_pays_more",)


def error_vs_loss_demo():
    z_b = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [-9.0, 9.0]])
    z_a = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-0.1, 0.1], [-0.1, 0.1]])
    return z_a, z_b, torch.tensor([0, 1, 0, 0])
