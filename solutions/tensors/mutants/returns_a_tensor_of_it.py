"""The value is right, but it is a tensor: take the Python number out of it."""

KILLED_BY = ("counts_labels_among_the_best_k",)


def topk_accuracy(s, y, k):
    return (s.topk(k, dim=1).indices == y.unsqueeze(1)).any(1).double().mean()
