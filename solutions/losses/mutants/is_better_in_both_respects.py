"""The first one makes fewer mistakes and has the lower loss, too, as one would expect. How can few mistakes be
expensive?"""

KILLED_BY = ("is_right_more_often_and_pays_more",)


def error_vs_loss_demo():
    z_a = torch.tensor([[2.0, 0.0], [2.0, 0.0]])
    z_b = torch.tensor([[2.0, 0.0], [0.0, 2.0]])
    return z_a, z_b, torch.tensor([0, 0])
