"""k has no influence: this is the accuracy for k = 1."""

KILLED_BY = ("counts_labels_among_the_best_k", "grows_with_k_up_to_one")


def topk_accuracy(s, y, k):
    return (s.argmax(1) == y).sum().item() / len(y)
