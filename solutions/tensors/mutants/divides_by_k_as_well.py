"""The result is k times too small: the mean runs over N · k comparisons, while each sample counts once."""

KILLED_BY = ("counts_labels_among_the_best_k", "grows_with_k_up_to_one")


def topk_accuracy(s, y, k):
    return (s.topk(k, dim=1).indices == y.unsqueeze(1)).double().mean().item()
