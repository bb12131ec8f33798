"""This is the fraction of wrong answers."""

KILLED_BY = ("network_tells_moons_apart", "network_bends_its_border")


def train_moons(X, y, seed, old=train_moons):
    return 1 - old(X, y, seed)
