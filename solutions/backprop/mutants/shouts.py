"""The parameters are huge. Small numbers do it as well, and the docstring sets a limit."""

KILLED_BY = ("xor_survives_small_changes",)


def xor_net(old=xor_net):
    return {name: 1000 * p for name, p in old().items()}
