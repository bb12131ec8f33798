"""p times g is only the diagonal part. The inner product of g and p is what the classes share."""

KILLED_BY = (
    "takes_a_gradient_through_softmax",
    "treats_each_sample_by_itself",
)


def softmax_vjp(p, g):
    return p * g
