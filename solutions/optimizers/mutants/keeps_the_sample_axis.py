"""The values are right, but an axis of length 1 has stayed: the result has shape (p,), like the weights."""

KILLED_BY = ("full_gradient_is_the_mean_over_samples", "copies_of_the_samples_change_nothing")


def full_gradient(grads):
    return grads.mean(dim=0, keepdim=True)
