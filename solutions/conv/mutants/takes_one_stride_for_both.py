"""The first stride is used for both axes."""

KILLED_BY = ("one_product_computes_all_places", "products_survive_coincidences")


def conv2d_im2col(x, w, b=None, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], pair(stride)[0], padding)
    y = torch.einsum("ncijkl,dckl->ndij", windows, w)
    return y if b is None else y + b.view(-1, 1, 1)
