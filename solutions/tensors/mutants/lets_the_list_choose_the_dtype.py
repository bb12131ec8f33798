"""An empty list holds nothing to guess a dtype from, and PyTorch then guesses float32. Say the dtype."""

KILLED_BY = ("becomes_int64",)


def int_tensor(data):
    return torch.tensor(data)
