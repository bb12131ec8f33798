"""One row after another: compare all the best places with all the labels at once."""

KILLED_BY = ("ranks_all_rows_at_once",)


def topk_accuracy(s, y, k):
    hits = 0
    for row, label in zip(s, y):
        hits += int(label in row.topk(k).indices)
    return hits / len(y)
