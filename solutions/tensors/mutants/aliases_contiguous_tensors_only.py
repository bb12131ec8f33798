"""For a tensor that is not contiguous the alias is a copy: contiguous and reshape copy when they have to."""

KILLED_BY = ("shares_memory_of_a_transposed_tensor",)


def alias_and_copy(x):
    return x.detach().contiguous(), x.detach().clone()
