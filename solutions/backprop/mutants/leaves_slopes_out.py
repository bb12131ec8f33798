"""The gradient does not shrink: the slopes of the activation function are missing on the way back. It
is they that make it vanish."""

KILLED_BY = ("sigmoids_lose_the_gradient", "gradient_norms_have_their_size")


def gradient_norm_by_depth(act, depth, width, seed):
    if act not in ("sigmoid", "relu"):
        raise ValueError(act)
    g = torch.Generator().manual_seed(seed)
    std = math.sqrt((1 if act == "sigmoid" else 2) / width)
    h, layers, norms = torch.randn(width, generator=g, dtype=torch.float64), [], []
    for _ in range(depth):
        W = std * torch.randn(width, width, generator=g, dtype=torch.float64)
        layers.append((W, h))
        h = torch.sigmoid(W @ h) if act == "sigmoid" else (W @ h).clamp(min=0)
    dh = torch.ones(width, dtype=torch.float64)
    for W, before in reversed(layers):
        norms.append(float(torch.outer(dh, before).norm()))
        dh = W.T @ dh
    return norms[::-1]
