"""These are the k lowest scores: sorting goes upwards unless told otherwise."""

KILLED_BY = ("counts_labels_among_the_best_k", "grows_with_k_up_to_one")


def topk_accuracy(s, y, k):
    return (s.argsort(1)[:, :k] == y.unsqueeze(1)).any(1).sum().item() / len(y)
