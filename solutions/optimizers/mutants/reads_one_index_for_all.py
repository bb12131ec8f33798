"""Every term of the sum is the gradient of one and the same sample. Read the index of the sum with care:
it is the j-th chosen sample, i_j, that stands in the j-th term."""

KILLED_BY = ("minibatch_averages_the_chosen_rows", "single_samples_average_to_the_whole")


def minibatch_gradient(grads, idx):
    return grads[idx[-1]].clone()
