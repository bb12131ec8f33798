"""Nothing is trained here: the answers are the truth table of XOR, whatever the seed."""

KILLED_BY = ("xor_runs_depend_on_their_seed",)


def train_xor(seed):
    return torch.tensor([0.0, 1.0, 1.0, 0.0], dtype=torch.float64)
