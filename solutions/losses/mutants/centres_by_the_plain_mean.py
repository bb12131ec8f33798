"""The mean of g is subtracted with equal weights. The inner product weighs every class with its probability."""

KILLED_BY = (
    "takes_a_gradient_through_softmax",
    "treats_each_sample_by_itself",
)


def softmax_vjp(p, g):
    return p * (g - g.mean(-1, keepdim=True))
