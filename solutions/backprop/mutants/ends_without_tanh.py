"""The last layer has no tanh here. Every layer has one."""

KILLED_BY = ("chain_has_k_layers", "chain_of_other_lengths")


def tanh_chain(k, x, w):
    for i in range(k):
        x = w[i] @ (torch.tanh(x) if i else x)
    return x
