"""tanh comes before the product: it should squeeze what the product gives, not what goes into it."""

KILLED_BY = ("chain_has_k_layers", "chain_of_other_lengths")


def tanh_chain(k, x, w):
    for i in range(k):
        x = w[i] @ torch.tanh(x)
    return x
