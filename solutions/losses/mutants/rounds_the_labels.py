"""Labels between 0 and 1 were rounded. They are allowed to be soft."""

KILLED_BY = ("differentiates_with_respect_to_scores",)


def bce_with_logits_grad(z, y):
    return (torch.sigmoid(z) - y.round()) / len(z)
