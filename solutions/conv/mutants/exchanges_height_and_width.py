"""The places of the product are laid out as wide × tall. They run row by row, so the rows of the output are
as long as it is wide."""

KILLED_BY = (
    "one_product_computes_all_places",
    "large_images_need_no_more_operations",
    "products_survive_coincidences",
)


def conv2d_im2col(x, w, b=None, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    N, _, tall, wide, _, _ = windows.shape
    y = w.flatten(1) @ windows.permute(0, 1, 4, 5, 2, 3).reshape(N, -1, tall * wide)
    return (y if b is None else y + b.unsqueeze(1)).view(N, -1, wide, tall)
