"""Through tanh the small values drown: at x = −40 you compute 1 − 1 = 0, and the true 4e-18 is lost.
Its logarithm becomes −∞."""

KILLED_BY = ("far_out_the_sigmoid_stays_right", "sigmoid_of_float32_and_of_empty_tensors")


def sigmoid(x):
    return (1 + torch.tanh(x / 2)) / 2
