"""Samples on the right side are pushed until their margin is 1: that is the hinge loss's gradient."""

KILLED_BY = (
    "pushes_only_from_the_wrong_side",
    "stays_put_on_the_line",
)


def perceptron_grad(f, y):
    return torch.where(y * f < 1, -y, 0).to(f.dtype) / len(f)
