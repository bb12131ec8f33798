"""A batch of one row is still a batch: squeeze removed its axis."""

KILLED_BY = ("keeps_a_batch_of_one_a_batch",)


def linear(x, W, b):
    return (x @ W.t() + b).squeeze()
