"""The dtype comes from the labels: integers have no room for a gradient. Results have the dtype of the scores."""

KILLED_BY = ("stays_put_on_the_line",)


def perceptron_grad(f, y):
    return (torch.where(y * f < 0, -y, 0) / len(f)).to(y.dtype)
