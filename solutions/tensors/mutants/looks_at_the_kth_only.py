"""A label counts when it is anywhere among the k best, not only in the last of these places."""

KILLED_BY = ("counts_labels_among_the_best_k", "grows_with_k_up_to_one")


def topk_accuracy(s, y, k):
    return (s.topk(k, dim=1).indices[:, -1] == y).sum().item() / len(y)
