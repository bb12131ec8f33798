"""The sum stops where the signal ends. On a circle it goes on at the beginning."""

KILLED_BY = ("correlation_reads_forwards", "order_of_a_correlation_matters")


def circular_xcorr(x, y):
    n = len(x)
    return torch.stack([sum(x[j] * y[i + j] for j in range(n - i)) for i in range(n)])
