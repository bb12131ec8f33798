"""That is the loss of each sample. Its derivative with respect to f has no f left."""

KILLED_BY = (
    "pushes_only_from_the_wrong_side",
    "stays_put_on_the_line",
)


def perceptron_grad(f, y):
    return torch.where(y * f < 0, -y * f, 0).to(f.dtype) / len(f)
