"""Without tanh between them two linear layers are one, and no line separates the corners of XOR: at
most three are right."""

KILLED_BY = ("network_learns_xor",)


def train_xor(seed):
    X = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    generator = torch.Generator().manual_seed(seed)
    w = torch.randn(2, generator=generator, dtype=torch.float64)
    b = torch.randn(1, generator=generator, dtype=torch.float64)
    for _ in range(200):
        gap = torch.sigmoid(X @ w + b) - torch.tensor([0.0, 1.0, 1.0, 0.0], dtype=torch.float64)
        w, b = w - gap @ X / 4, b - gap.mean()
    return torch.sigmoid(X @ w + b)
