"""All weights start at 0, so all hidden units are equal, get equal gradients and stay equal. Whatever
the seed, the network ends at 1/2 everywhere."""

KILLED_BY = ("network_learns_xor", "xor_runs_depend_on_their_seed")


def train_xor(seed):
    return torch.full((4,), 0.5, dtype=torch.float64)
