"""The probabilities stand in a column, as they left the network. Flatten them to shape (4,)."""

KILLED_BY = ("network_learns_xor",)


def train_xor(seed, old=train_xor):
    return old(seed).unsqueeze(1)
