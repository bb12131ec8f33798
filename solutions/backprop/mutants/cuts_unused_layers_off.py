"""dw has a matrix for each layer that was used. It should have the shape of w, with zeros for the
others: a parameter that takes no part has the gradient 0."""

KILLED_BY = ("chain_comes_back", "two_chains_share_their_weights")


def tanh_chain_backward(k, x, w, du, old=tanh_chain_backward):
    dx, dw = old(k, x, w, du)
    return dx, dw[:k]
