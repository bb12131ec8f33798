"""These are squared norms: the root is missing."""

KILLED_BY = ("gradient_norms_have_their_size",)


def gradient_norm_by_depth(act, depth, width, seed, old=gradient_norm_by_depth):
    return [norm**2 for norm in old(act, depth, width, seed)]
