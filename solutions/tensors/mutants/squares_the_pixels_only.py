"""The channels count on both sides of the layer: the output is a colour image too."""

KILLED_BY = ("counts_every_pair", "stays_exact_for_large_images")


def dense_image_params(H, W, C):
    return (H * W) ** 2 * C
