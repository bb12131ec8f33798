"""The index of y falls as j grows: that is the true convolution. A correlation reads both in the same
direction."""

KILLED_BY = ("correlation_reads_forwards", "order_of_a_correlation_matters")


def circular_xcorr(x, y):
    return torch.stack([sum(x[j] * y[(i - j) % len(x)] for j in range(len(x))) for i in range(len(x))])
