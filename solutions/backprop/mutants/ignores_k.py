"""All layers of w are used, whatever k says."""

KILLED_BY = ("chain_has_k_layers", "chain_of_other_lengths")


def tanh_chain(k, x, w):
    for layer in w:
        x = torch.tanh(layer @ x)
    return x
