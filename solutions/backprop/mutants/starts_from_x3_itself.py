"""The way back starts with x₃. It should start with the gradient of the norm, which points in the
direction of x₃ and has length 1."""

KILLED_BY = ("shared_weights_collect_both_paths", "graph_of_another_size_and_at_zero")


def dag_backward(w1, w2, x, old=dag_backward):
    q, *gradients = old(w1, w2, x)
    return q, *(q * gradient for gradient in gradients)
