"""dw[i] pairs the gradient with what leaves layer i. What w[i] multiplies is what enters it."""

KILLED_BY = ("chain_comes_back", "two_chains_share_their_weights")


def tanh_chain_backward(k, x, w, du):
    xs = [x]
    for i in range(k):
        xs.append(torch.tanh(w[i] @ xs[-1]))
    dw = torch.zeros_like(w)
    for i in range(k - 1, -1, -1):
        da = (1 - xs[i + 1] ** 2) * du
        dw[i] = da[:, None] * xs[i + 1]
        du = w[i].T @ da
    return du, dw
