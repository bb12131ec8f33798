"""PyTorch did the work."""

KILLED_BY = (
    "one_product_computes_all_places",
    "large_images_need_no_more_operations",
    "products_survive_coincidences",
    "autograd_goes_through_the_product",
)


def conv2d_im2col(x, w, b=None, stride=1, padding=0):
    return torch.conv2d(x, w, b, stride, padding)
