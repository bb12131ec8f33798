"""The two come in the wrong order: (alias, copy)."""

KILLED_BY = ("tells_alias_from_copy", "shares_memory_of_a_transposed_tensor")


def alias_and_copy(x):
    return x.detach().clone(), x.detach()
