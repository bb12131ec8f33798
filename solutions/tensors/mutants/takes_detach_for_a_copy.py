"""The copy follows x as well: detach leaves the graph but shares memory; cloning is what copies."""

KILLED_BY = ("tells_alias_from_copy", "shares_memory_of_a_transposed_tensor")


def alias_and_copy(x):
    return x.detach(), x.detach()
