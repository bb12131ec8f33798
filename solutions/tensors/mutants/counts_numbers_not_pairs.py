"""So many numbers come in, and as many go out; a dense layer has a weight for every pair of them."""

KILLED_BY = ("counts_every_pair", "stays_exact_for_large_images")


def dense_image_params(H, W, C):
    return H * W * C
