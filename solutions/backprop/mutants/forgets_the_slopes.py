"""The gradient passes through tanh as if it were not there. Multiply by its slope in every layer."""

KILLED_BY = ("chain_comes_back", "two_chains_share_their_weights")


def tanh_chain_backward(k, x, w, du):
    xs = [x]
    for i in range(k):
        xs.append(torch.tanh(w[i] @ xs[-1]))
    dw = torch.zeros_like(w)
    for i in range(k - 1, -1, -1):
        dw[i] = du[:, None] * xs[i]
        du = w[i].T @ du
    return du, dw
