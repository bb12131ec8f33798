"""The same seed gives another result the second time: the initial weights come from torch's global
generator."""

KILLED_BY = ("xor_runs_depend_on_their_seed",)


def train_xor(seed, old=train_xor):
    return old(int(torch.randint(2**31, ())))
