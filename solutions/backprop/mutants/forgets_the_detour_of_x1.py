"""x₁ reaches x₃ in two ways, directly and through x₂. The second one is missing in what comes back to
x₁."""

KILLED_BY = ("shared_weights_collect_both_paths", "graph_of_another_size_and_at_zero")


def dag_backward(w1, w2, x, old=dag_backward):
    q, _, dw2, _ = old(w1, w2, x)
    last = w1 @ x + x + w2 @ w1 @ x
    g = w1 @ last / q if q > 0 else 0 * x
    back = w1.T @ g
    return q, torch.outer(g, last) + torch.outer(back, x), dw2, back + w1.T @ back
