"""32-bit integers end at about two thousand millions and wrap around; Python's own integers do not end."""

KILLED_BY = ("stays_exact_for_large_images",)


def dense_image_params(H, W, C):
    return int(torch.tensor(H * W * C, dtype=torch.int32) ** 2)
