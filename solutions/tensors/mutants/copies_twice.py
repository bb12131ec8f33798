"""The alias should follow x and does not: a clone has memory of its own."""

KILLED_BY = ("tells_alias_from_copy", "shares_memory_of_a_transposed_tensor")


def alias_and_copy(x):
    return x.detach().clone(), x.detach().clone()
