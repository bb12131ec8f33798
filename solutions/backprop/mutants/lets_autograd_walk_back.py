"""Autograd is asked to do the way back. It is switched off here: this exercise is about doing it once
by hand."""

KILLED_BY = ("shared_weights_collect_both_paths", "graph_of_another_size_and_at_zero")


def dag_backward(w1, w2, x):
    leaves = [t.detach().clone().requires_grad_() for t in (w1, w2, x)]
    x1 = leaves[0] @ leaves[2]
    q = (leaves[0] @ (x1 + leaves[2] + leaves[1] @ x1)).norm()
    q.backward()
    return q.detach(), *(t.grad for t in leaves)
