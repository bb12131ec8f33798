"""The batch norms are gone, and the weights are still the old ones."""

KILLED_BY = (
    "fused_network_says_the_same",
    "fusing_folds_only_neighbours",
)


def fuse(model):
    if any(m.training for m in model.modules()):
        raise ValueError("training")
    norms = (BatchNorm1d, BatchNorm2d, nn.BatchNorm1d, nn.BatchNorm2d)
    layers = []
    for layer in copy.deepcopy(model):
        before = layers[-1] if layers else None
        if isinstance(layer, norms) and isinstance(before, (nn.Linear, nn.Conv2d)):
            W, b = (
                before.weight,
                torch.zeros(len(before.weight)).to(before.weight) if before.bias is None else before.bias,
            )
            before.weight, before.bias = nn.Parameter(W), nn.Parameter(b)
            continue
        refused = isinstance(before, norms) and isinstance(layer, nn.Conv2d) and _pads_with_zeros(layer)
        if refused:
            raise ValueError("not foldable")
        layers.append(layer)
    return nn.Sequential(*layers).eval()
