"""The result is float32 though x is float64."""

KILLED_BY = ("squeezes_numbers_between_0_and_1",)


def sigmoid(x):
    x = x.float()
    return torch.where(x >= 0, 1 / (1 + torch.exp(-x.abs())), 1 - 1 / (1 + torch.exp(-x.abs())))
