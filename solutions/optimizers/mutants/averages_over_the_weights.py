"""The mean runs over the wrong axis: the rows are the samples, and there is one number per weight in the
result."""

KILLED_BY = ("full_gradient_is_the_mean_over_samples", "copies_of_the_samples_change_nothing")


def full_gradient(grads):
    return grads.mean(dim=1)
