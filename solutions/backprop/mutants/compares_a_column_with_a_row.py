"""The answers of the network, (N, 1), are compared with the labels, (N,): that makes N · N comparisons.
Flatten the answers first."""

KILLED_BY = ("contradictions_halve_the_accuracy",)


def train_moons(X, y, seed, run=train_classifier):
    answers = run(X, y, 16, seed, 2.0, 300).unsqueeze(1) > 0
    return float((answers == (y == 1)).double().sum() / len(y))
