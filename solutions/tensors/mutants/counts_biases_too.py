"""A little too many: the biases are not to be counted."""

KILLED_BY = ("counts_every_pair", "stays_exact_for_large_images")


def dense_image_params(H, W, C):
    return (H * W * C) ** 2 + H * W * C
