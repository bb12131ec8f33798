"""The accuracy is a tensor; a Python float was asked for."""

KILLED_BY = ("contradictions_halve_the_accuracy",)


def train_moons(X, y, seed, old=train_moons):
    return torch.tensor(old(X, y, seed), dtype=torch.float64)
