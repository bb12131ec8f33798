"""The copy should come back in eval mode, with all its layers."""

KILLED_BY = (
    "fused_network_says_the_same",
    "fusing_folds_only_neighbours",
)


reference_fuse = fuse


def fuse(model):
    return reference_fuse(model).train()
