"""One of the two contributions to dw1 is transposed, that of the later use of w1. Its rows belong to what w1 puts
out there, its columns to what it takes in."""

KILLED_BY = ("shared_weights_collect_both_paths", "graph_of_another_size_and_at_zero")


def dag_backward(w1, w2, x, old=dag_backward):
    q, dw1, dw2, dx = old(w1, w2, x)
    x1 = w1 @ x
    last = x1 + x + w2 @ x1
    late = torch.outer(w1 @ last / q if q > 0 else 0 * x, last)
    return q, dw1 - late + late.T, dw2, dx
