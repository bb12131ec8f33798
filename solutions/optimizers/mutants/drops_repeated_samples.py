"""A row that was drawn twice counts once here. Drawing with replacement keeps both."""

KILLED_BY = ("single_samples_average_to_the_whole",)


def minibatch_gradient(grads, idx):
    return grads[idx.unique()].mean(dim=0)
