"""These are the norms of the second convolutions; the first of each block is asked for."""

KILLED_BY = ("depth_makes_the_difference",)


def grad_norm_profile(skip, bn, depth, seed):
    if (depth - 2) % 6 or depth < 8:
        raise ValueError(f"{depth} layers")
    n, widths = (depth - 2) // 6, (16, 32, 64)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        stem = nn.Sequential(*_convolution(3, 16, 3, bn=bn), nn.ReLU())
        blocks = _stages(n, widths, skip, bn)
        head = nn.Linear(64, 10)
        x, y = torch.randn(8, 3, 32, 32), torch.randint(10, (8,))
    body = nn.Sequential(stem, *blocks)
    features = body(x).mean(dim=(2, 3))
    F.cross_entropy(head(features), y).backward()
    return [
        float([p for p in block.body if isinstance(p, nn.Conv2d)][1].weight.grad.norm()) for block in blocks
    ]
