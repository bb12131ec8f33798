"""The bias never reaches the result."""

KILLED_BY = (
    "one_product_computes_all_places",
    "products_survive_coincidences",
    "autograd_goes_through_the_product",
)


def conv2d_im2col(x, w, b=None, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    N, _, tall, wide, _, _ = windows.shape
    y = w.flatten(1) @ windows.permute(0, 1, 4, 5, 2, 3).reshape(N, -1, tall * wide)
    return y.view(N, -1, tall, wide)
