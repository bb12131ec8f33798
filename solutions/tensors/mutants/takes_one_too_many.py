"""One rank too many: the k highest scores are those that fewer than k others beat."""

KILLED_BY = ("counts_labels_among_the_best_k", "grows_with_k_up_to_one")


def topk_accuracy(s, y, k):
    own = s.gather(1, y.unsqueeze(1))
    return ((s > own).sum(1) <= k).sum().item() / len(y)
