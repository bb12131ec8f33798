"""w1 is used twice and gets the gradient of its first use only. Each use sends one: add them."""

KILLED_BY = ("shared_weights_collect_both_paths", "graph_of_another_size_and_at_zero")


def dag_backward(w1, w2, x, old=dag_backward):
    q, dw1, dw2, dx = old(w1, w2, x)
    x1 = w1 @ x
    last = x1 + x + w2 @ x1
    return q, dw1 - torch.outer(w1 @ last / q if q > 0 else 0 * x, last), dw2, dx
