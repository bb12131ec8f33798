"""The sum over the batch is divided by the number n of all samples. The estimate is then too small by b/n;
it should be right on average."""

KILLED_BY = ("minibatch_averages_the_chosen_rows", "single_samples_average_to_the_whole")


def minibatch_gradient(grads, idx):
    return grads[idx].sum(dim=0) / len(grads)
