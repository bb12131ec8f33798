"""The norms are tensors; Python floats were asked for."""

KILLED_BY = ("sigmoids_lose_the_gradient",)


def gradient_norm_by_depth(act, depth, width, seed, old=gradient_norm_by_depth):
    return [torch.tensor(norm, dtype=torch.float64) for norm in old(act, depth, width, seed)]
