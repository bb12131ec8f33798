"""An accuracy of 1 is reported, whatever the network answers."""

KILLED_BY = ("contradictions_halve_the_accuracy",)


def train_moons(X, y, seed):
    return 1.0
