"""W2 has shape (2,). It is a matrix with one row, because there is one output: (1, 2)."""

KILLED_BY = ("threshold_neurons_compute_xor",)


def xor_net(old=xor_net):
    return old() | {"W2": old()["W2"][0]}
