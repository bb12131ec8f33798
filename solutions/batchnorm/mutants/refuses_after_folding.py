"""The batch norm before that convolution is already folded into the layer before it: then the padding does
not matter."""

KILLED_BY = ("fusing_folds_only_neighbours",)


reference_fuse = fuse


def fuse(model):
    norms = (BatchNorm1d, BatchNorm2d, nn.BatchNorm1d, nn.BatchNorm2d)
    for i in range(len(model) - 1):
        norm, layer = model[i], model[i + 1]
        if isinstance(norm, norms) and isinstance(layer, nn.Conv2d) and _pads_with_zeros(layer):
            raise ValueError("not foldable")
    return reference_fuse(model)
