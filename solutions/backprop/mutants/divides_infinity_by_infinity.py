"""At large x, eˣ is infinite, and ∞/∞ is NaN. Let the exponent never be positive: where x > 0, use e⁻ˣ."""

KILLED_BY = ("far_out_the_sigmoid_stays_right", "sigmoid_of_float32_and_of_empty_tensors")


def sigmoid(x):
    return x.exp() / (1 + x.exp())
