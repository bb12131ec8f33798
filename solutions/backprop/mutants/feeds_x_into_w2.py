"""dw2 pairs the gradient with x. What w2 multiplies is x₁."""

KILLED_BY = ("shared_weights_collect_both_paths", "graph_of_another_size_and_at_zero")


def dag_backward(w1, w2, x, old=dag_backward):
    q, dw1, _, dx = old(w1, w2, x)
    last = w1 @ x + x + w2 @ w1 @ x
    return q, dw1, torch.outer(w1.T @ (w1 @ last / q if q > 0 else 0 * x), x), dx
