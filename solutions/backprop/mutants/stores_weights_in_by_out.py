"""W1 is stored (in, out). Row j of a weight matrix belongs to neuron j of the layer it feeds."""

KILLED_BY = ("threshold_neurons_compute_xor", "xor_survives_small_changes")


def xor_net(old=xor_net):
    return old() | {"W1": old()["W1"].T.contiguous()}
