"""The images of the batch are convolved one after the other."""

KILLED_BY = (
    "one_product_computes_all_places",
    "large_images_need_no_more_operations",
    "products_survive_coincidences",
    "autograd_goes_through_the_product",
)


def conv2d_im2col(x, w, b=None, stride=1, padding=0):
    ys = []
    for image in x:
        y = torch.einsum("ncijkl,dckl->ndij", _windows(image[None], w.shape[2:], stride, padding), w)
        ys.append(y if b is None else y + b.view(-1, 1, 1))
    return torch.cat(ys)
