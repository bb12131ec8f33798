"""On the way back the gradient is multiplied by w[i]. It needs the transpose: what was a row of the sum
becomes a column."""

KILLED_BY = ("chain_comes_back", "two_chains_share_their_weights")


def tanh_chain_backward(k, x, w, du):
    xs = [x]
    for i in range(k):
        xs.append(torch.tanh(w[i] @ xs[-1]))
    dw = torch.zeros_like(w)
    for i in range(k - 1, -1, -1):
        da = (1 - xs[i + 1] ** 2) * du
        dw[i] = da[:, None] * xs[i]
        du = w[i] @ da
    return du, dw
