"""Torch's global generator is left with your seed: whatever is drawn afterwards is no longer what it would have
been."""

KILLED_BY = ("profile_comes_from_its_seed",)


def grad_norm_profile(skip, bn, depth, seed):
    if (depth - 2) % 6 or depth < 8:
        raise ValueError(f"{depth} layers")
    n, widths = (depth - 2) // 6, (16, 32, 64)
    if True:
        torch.manual_seed(seed)
        stem = nn.Sequential(*_convolution(3, 16, 3, bn=bn), nn.ReLU())
        blocks = _stages(n, widths, skip, bn)
        head = nn.Linear(64, 10)
        x, y = torch.randn(8, 3, 32, 32), torch.randint(10, (8,))
    body = nn.Sequential(stem, *blocks)
    features = body(x).mean(dim=(2, 3))
    F.cross_entropy(head(features), y).backward()
    return [float(block.body[0].weight.grad.norm()) for block in blocks]
