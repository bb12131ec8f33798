"""There is a norm less than there are layers."""

KILLED_BY = ("sigmoids_lose_the_gradient", "other_activations_are_refused")


def gradient_norm_by_depth(act, depth, width, seed, old=gradient_norm_by_depth):
    return old(act, depth, width, seed)[:-1]
