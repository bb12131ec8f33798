"""Every word but "sigmoid" is taken for "relu". Whoever misspells one should hear about it: raise
ValueError."""

KILLED_BY = ("other_activations_are_refused",)


def gradient_norm_by_depth(act, depth, width, seed, old=gradient_norm_by_depth):
    return old("sigmoid" if act == "sigmoid" else "relu", depth, width, seed)
