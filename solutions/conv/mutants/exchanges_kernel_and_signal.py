"""The roles are exchanged: it is y that is read from place i on, and x that stays where it is. The order
matters here."""

KILLED_BY = ("correlation_reads_forwards", "order_of_a_correlation_matters")


def circular_xcorr(x, y):
    return torch.stack([sum(y[j] * x[(i + j) % len(x)] for j in range(len(x))) for i in range(len(x))])
