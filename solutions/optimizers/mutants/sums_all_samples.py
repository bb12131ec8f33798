"""The result grows with the number of samples. In this course the loss is a mean; a lecture that sums
instead uses a learning rate n times smaller."""

KILLED_BY = ("full_gradient_is_the_mean_over_samples", "copies_of_the_samples_change_nothing")


def full_gradient(grads):
    return grads.sum(dim=0)
