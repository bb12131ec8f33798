"""All four answers are the opposite of XOR."""

KILLED_BY = ("threshold_neurons_compute_xor", "xor_survives_small_changes")


def xor_net(old=xor_net):
    return old() | {"W2": -old()["W2"], "b2": -old()["b2"]}
