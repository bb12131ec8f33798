"""The copy still asks for a gradient: clone copies the numbers and remains in the graph."""

KILLED_BY = ("tells_alias_from_copy",)


def alias_and_copy(x):
    return x.detach(), x.clone()
