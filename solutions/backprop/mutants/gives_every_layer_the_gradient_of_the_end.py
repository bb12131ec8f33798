"""Every layer uses ∂L/∂u. That belongs to the last one; a layer before it needs what the layer behind
it sends back."""

KILLED_BY = ("chain_comes_back", "two_chains_share_their_weights")


def tanh_chain_backward(k, x, w, du):
    xs = [x]
    for i in range(k):
        xs.append(torch.tanh(w[i] @ xs[-1]))
    dw, dx = torch.zeros_like(w), du
    for i in range(k):
        da = (1 - xs[i + 1] ** 2) * du
        dw[i] = da[:, None] * xs[i]
        dx = w[i].T @ da if i == 0 else dx
    return dx, dw
