"""The answers are right, but some sums are exactly 0, where the slightest change of a weight turns the
answer over. Put the thresholds between the values that occur."""

KILLED_BY = ("threshold_neurons_compute_xor", "xor_survives_small_changes")


def xor_net():
    rows = {"W1": [[1, 1], [1, 1]], "b1": [0, -1], "W2": [[1, -1]], "b2": [0]}
    return {name: torch.tensor(row, dtype=torch.float64) for name, row in rows.items()}
