"""On the line itself, where y f = 0, this pushes. A subgradient may, but the docstring fixes 0 there."""

KILLED_BY = ("stays_put_on_the_line",)


def perceptron_grad(f, y):
    return torch.where(y * f <= 0, -y, 0).to(f.dtype) / len(f)
