"""Compare indices: topk gives the best scores and also where they are, and a label is a place."""

KILLED_BY = ("counts_labels_among_the_best_k", "grows_with_k_up_to_one")


def topk_accuracy(s, y, k):
    return (s.topk(k, dim=1).values == y.unsqueeze(1)).any(1).sum().item() / len(y)
