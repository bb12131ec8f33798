"""Clamping x avoids the overflow by giving wrong answers: beyond the limit σ no longer changes. Choose
a formula that cannot overflow instead."""

KILLED_BY = ("far_out_the_sigmoid_stays_right", "sigmoid_of_float32_and_of_empty_tensors")


def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-20, 20)))
