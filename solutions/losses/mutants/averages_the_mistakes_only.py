"""Divided by the number of mistakes. The mean is over all N samples."""

KILLED_BY = (
    "charges_for_the_wrong_side",
    "pushes_only_from_the_wrong_side",
    "perceptron_takes_integer_labels",
    "stays_put_on_the_line",
)


def perceptron_loss(f, y, reduction="mean"):
    losses = (-y * f).clamp(min=0)
    return losses.sum() / (losses > 0).sum() if reduction == "mean" else reduce(losses, reduction)


def perceptron_grad(f, y):
    wrong = y * f < 0
    return torch.where(wrong, -y, 0).to(f.dtype) / wrong.sum()
