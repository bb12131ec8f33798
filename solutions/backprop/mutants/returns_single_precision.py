"""The parameters are float32; float64 is asked for."""

KILLED_BY = ("xor_survives_small_changes",)


def xor_net(old=xor_net):
    return {name: p.float() for name, p in old().items()}
