"""The result is (C, N): the batch comes first, one row per sample."""

KILLED_BY = ("puts_a_one_at_each_class", "counts_classes_by_the_argument", "accepts_an_empty_batch")


def one_hot(y, C):
    if ((y < 0) | (y >= C)).any():
        raise ValueError(f"labels must lie between 0 and {C - 1}")
    return (y == torch.arange(C).unsqueeze(1)).to(torch.float32)
