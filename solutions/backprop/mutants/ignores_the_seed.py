"""Every seed gives the same result: it does not reach the initial weights."""

KILLED_BY = ("xor_runs_depend_on_their_seed",)


def train_xor(seed, old=train_xor):
    return old(0)
