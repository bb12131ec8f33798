"""The padding has no effect on the columns."""

KILLED_BY = (
    "one_product_computes_all_places",
    "products_survive_coincidences",
    "autograd_goes_through_the_product",
)


def conv2d_im2col(x, w, b=None, stride=1, padding=0):
    y = torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], stride, 0), w)
    return y if b is None else y + b.view(-1, 1, 1)
