"""This network computes OR: it also says 1 at (1, 1)."""

KILLED_BY = ("threshold_neurons_compute_xor", "xor_survives_small_changes")


def xor_net(old=xor_net):
    return old() | {"b1": torch.tensor([-0.5, 2.5], dtype=torch.float64)}
