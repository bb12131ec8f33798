"""Every layer multiplies by w[0]. Layer i has its own weights, w[i]."""

KILLED_BY = ("chain_has_k_layers", "chain_of_other_lengths")


def tanh_chain(k, x, w):
    for _ in range(k):
        x = torch.tanh(w[0] @ x)
    return x
