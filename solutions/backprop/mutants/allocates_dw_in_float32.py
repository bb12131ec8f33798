"""dw is float32: `torch.zeros` makes that by default. `zeros_like(w)` takes the dtype along."""

KILLED_BY = ("chain_comes_back",)


def tanh_chain_backward(k, x, w, du, old=tanh_chain_backward):
    dx, dw = old(k, x, w, du)
    return dx, dw.float()
