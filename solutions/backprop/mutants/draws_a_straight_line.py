"""The border is a straight line: without a hidden layer and its tanh no other border is possible."""

KILLED_BY = ("network_tells_moons_apart", "network_bends_its_border")


def train_moons(X, y, seed):
    w, b = torch.zeros(2, dtype=X.dtype), torch.zeros(1, dtype=X.dtype)
    for _ in range(200):
        gap = torch.sigmoid(X @ w + b) - y.to(X.dtype)
        w, b = w - gap @ X / len(X), b - gap.mean()
    return float(((X @ w + b > 0) == (y == 1)).double().mean())
