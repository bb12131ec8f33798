"""Autograd did the derivation. It is right, but here the pencil is the point."""

KILLED_BY = (
    "is_the_slope_of_the_mean",
    "derives_the_mean_for_classes",
    "differentiates_with_respect_to_scores",
)


def mse_grad(x, y):
    x = x.clone().requires_grad_()
    return torch.autograd.grad(((x - y) ** 2).sum() / len(x), x)[0]


def dL_dz(z, y):
    z = z.clone().requires_grad_()
    return torch.autograd.grad(-_log_softmax(z, 1)[torch.arange(len(z)), y].mean(), z)[0]


def bce_with_logits_grad(z, y):
    z = z.clone().requires_grad_()
    return torch.autograd.grad(bce_with_logits(z, y), z)[0]
