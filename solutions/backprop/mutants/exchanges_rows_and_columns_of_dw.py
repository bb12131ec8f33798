"""Each dw[i] is transposed. Row a of w[i] makes number a of the output, so row a of dw[i] belongs to it
as well."""

KILLED_BY = ("chain_comes_back", "two_chains_share_their_weights")


def tanh_chain_backward(k, x, w, du, old=tanh_chain_backward):
    dx, dw = old(k, x, w, du)
    return dx, dw.transpose(1, 2)
