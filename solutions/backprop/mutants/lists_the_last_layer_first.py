"""The norms are in the order in which the way back meets the layers. The list starts with the first
layer."""

KILLED_BY = ("sigmoids_lose_the_gradient", "gradient_norms_have_their_size")


def gradient_norm_by_depth(act, depth, width, seed, old=gradient_norm_by_depth):
    return old(act, depth, width, seed)[::-1]
