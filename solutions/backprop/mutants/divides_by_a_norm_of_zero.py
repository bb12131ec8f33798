"""At q = 0 you compute 0/0. The norm has no derivative there; the docstring says what to return."""

KILLED_BY = ("graph_of_another_size_and_at_zero",)


def dag_backward(w1, w2, x, old=dag_backward):
    q, *gradients = old(w1, w2, x)
    return q, *(gradient * (q / q) for gradient in gradients)
