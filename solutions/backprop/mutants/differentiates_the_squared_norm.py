"""These are the gradients of ‖x₃‖². The norm itself has a root, and its gradient by x₃ has length 1."""

KILLED_BY = ("shared_weights_collect_both_paths", "graph_of_another_size_and_at_zero")


def dag_backward(w1, w2, x, old=dag_backward):
    q, *gradients = old(w1, w2, x)
    return q, *(2 * q * gradient for gradient in gradients)
