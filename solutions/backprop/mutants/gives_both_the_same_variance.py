"""ReLU's weights have variance 1/width. It sets half of its numbers to zero; He's 2/width makes up for
that."""

KILLED_BY = ("gradient_norms_have_their_size",)


def gradient_norm_by_depth(act, depth, width, seed):
    if act not in ("sigmoid", "relu"):
        raise ValueError(act)
    g = torch.Generator().manual_seed(seed)
    h, layers, norms = torch.randn(width, generator=g, dtype=torch.float64), [], []
    for _ in range(depth):
        W = torch.randn(width, width, generator=g, dtype=torch.float64) / math.sqrt(width)
        z = torch.sigmoid(W @ h) if act == "sigmoid" else (W @ h).clamp(min=0)
        layers.append((W, h, z * (1 - z) if act == "sigmoid" else (z > 0).to(z.dtype)))
        h = z
    dh = torch.ones(width, dtype=torch.float64)
    for W, before, slope in reversed(layers):
        dh = dh * slope
        norms.append(float(torch.outer(dh, before).norm()))
        dh = W.T @ dh
    return norms[::-1]
