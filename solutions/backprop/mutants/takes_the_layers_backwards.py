"""The layers come in reverse: w[k − 1] first. Going forward starts with w[0]."""

KILLED_BY = ("chain_has_k_layers", "chain_of_other_lengths")


def tanh_chain(k, x, w):
    for i in reversed(range(k)):
        x = torch.tanh(w[i] @ x)
    return x
