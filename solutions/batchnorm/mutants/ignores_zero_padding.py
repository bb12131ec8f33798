"""A batch norm before a zero-padded convolution cannot be folded, and you are asked to say so with a
ValueError: the zeros of the border are not normalised."""

KILLED_BY = (
    "fusing_refuses_where_it_must",
    "fusing_keeps_what_may_stay",
)


def fuse(model):
    if any(m.training for m in model.modules()):
        raise ValueError("training")
    norms = (BatchNorm1d, BatchNorm2d, nn.BatchNorm1d, nn.BatchNorm2d)
    layers = []
    for layer in copy.deepcopy(model):
        before = layers[-1] if layers else None
        if isinstance(layer, norms) and isinstance(before, (nn.Linear, nn.Conv2d)):
            W, b = _fold(before.weight, before.bias, layer)
            before.weight, before.bias = nn.Parameter(W), nn.Parameter(b)
            continue
        refused = False
        if refused:
            raise ValueError("not foldable")
        layers.append(layer)
    return nn.Sequential(*layers).eval()
