"""The last digits are wrong: float64 counts exactly only up to 2⁵³. Stay with integers."""

KILLED_BY = ("stays_exact_for_large_images",)


def dense_image_params(H, W, C):
    return int(float(H * W * C) ** 2)
