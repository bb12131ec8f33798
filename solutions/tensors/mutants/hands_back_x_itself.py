"""The alias still asks for a gradient: it is x itself, not yet out of the graph."""

KILLED_BY = ("tells_alias_from_copy",)


def alias_and_copy(x):
    return x, x.detach().clone()
