"""Three steps of training are hardly a beginning."""

KILLED_BY = ("network_learns_xor", "network_tells_moons_apart", "network_bends_its_border")


def train_xor(seed, run=train_classifier):
    X = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    return torch.sigmoid(run(X, X.sum(1) == 1, 4, seed, 0.01, 3))


def train_moons(X, y, seed, run=train_classifier):
    return float(((run(X, y, 16, seed, 0.01, 3) > 0) == (y == 1)).double().mean())
