"""The original changed: copy the layers before you give them new weights."""

KILLED_BY = (
    "fused_network_says_the_same",
    "fusing_folds_only_neighbours",
)


def fuse(model):
    if any(m.training for m in model.modules()):
        raise ValueError("training")
    norms = (BatchNorm1d, BatchNorm2d, nn.BatchNorm1d, nn.BatchNorm2d)
    layers = []
    for layer in model:
        before = layers[-1] if layers else None
        if isinstance(layer, norms) and isinstance(before, (nn.Linear, nn.Conv2d)):
            W, b = _fold(before.weight, before.bias, layer)
            before.weight, before.bias = nn.Parameter(W), nn.Parameter(b)
            continue
        refused = isinstance(before, norms) and isinstance(layer, nn.Conv2d) and _pads_with_zeros(layer)
        if refused:
            raise ValueError("not foldable")
        layers.append(layer)
    return nn.Sequential(*layers).eval()
