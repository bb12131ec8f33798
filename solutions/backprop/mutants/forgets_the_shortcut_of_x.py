"""x is used twice, by x₁ and directly by x₂. Your dx has only the path through x₁."""

KILLED_BY = ("shared_weights_collect_both_paths", "graph_of_another_size_and_at_zero")


def dag_backward(w1, w2, x, old=dag_backward):
    q, dw1, dw2, dx = old(w1, w2, x)
    last = w1 @ x + x + w2 @ w1 @ x
    return q, dw1, dw2, dx - w1.T @ (w1 @ last / q if q > 0 else 0 * x)
