"""The product has the output channel in front and the batch inside. A view does not exchange axes."""

KILLED_BY = (
    "one_product_computes_all_places",
    "large_images_need_no_more_operations",
    "products_survive_coincidences",
    "autograd_goes_through_the_product",
)


def conv2d_im2col(x, w, b=None, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    N, C, tall, wide, h, k = windows.shape
    columns = windows.permute(1, 4, 5, 0, 2, 3).reshape(C * h * k, -1)
    y = w.flatten(1) @ columns
    return (y if b is None else y + b.unsqueeze(1)).view(N, -1, tall, wide)
