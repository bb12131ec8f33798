"""One row after another: compare all labels with all classes at once."""

KILLED_BY = ("writes_all_rows_at_once",)


def one_hot(y, C):
    if ((y < 0) | (y >= C)).any():
        raise ValueError(f"labels must lie between 0 and {C - 1}")
    rows = torch.zeros(len(y), C)
    for n, label in enumerate(y):
        rows[n, label] = 1
    return rows
