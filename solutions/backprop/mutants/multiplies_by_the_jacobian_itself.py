"""The gradients are multiplied by w1 and w2 on the way back; with gradients as columns it is the
*transposed* Jacobian. (The slides leave the transpose out.) For symmetric matrices nobody would notice."""

KILLED_BY = ("shared_weights_collect_both_paths", "graph_of_another_size_and_at_zero")


def dag_backward(w1, w2, x, old=dag_backward):
    x1 = w1 @ x
    x2 = x + w2 @ x1
    q = old(w1, w2, x)[0]
    g = w1 @ (x1 + x2) / q if q > 0 else torch.zeros_like(x)
    dx2 = w1 @ g
    dx1 = w1 @ g + w2 @ dx2
    dw1 = torch.outer(g, x1 + x2) + torch.outer(dx1, x)
    return q, dw1, torch.outer(dx2, x1), dx2 + w1 @ dx1
