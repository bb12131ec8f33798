"""`torch.sigmoid` is what you are asked to write."""

KILLED_BY = ("squeezes_numbers_between_0_and_1", "far_out_the_sigmoid_stays_right")


def sigmoid(x):
    return torch.sigmoid(x)
