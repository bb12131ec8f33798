"""The hidden neurons of this network are both right only at (1, 1): it computes AND."""

KILLED_BY = ("threshold_neurons_compute_xor", "xor_survives_small_changes")


def xor_net(old=xor_net):
    return old() | {"W1": torch.ones(2, 2, dtype=torch.float64), "b1": torch.tensor([-0.5, -1.5]).double()}
