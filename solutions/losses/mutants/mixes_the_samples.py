"""One inner product for the whole batch. Every row has its own."""

KILLED_BY = (
    "takes_a_gradient_through_softmax",
    "treats_each_sample_by_itself",
)


def softmax_vjp(p, g):
    return p * (g - (g * p).sum())
