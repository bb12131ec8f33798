"""The rows are int64; they will be multiplied with scores, so the docstring asks for float32."""

KILLED_BY = ("puts_a_one_at_each_class", "counts_classes_by_the_argument", "accepts_an_empty_batch")


def one_hot(y, C):
    if ((y < 0) | (y >= C)).any():
        raise ValueError(f"labels must lie between 0 and {C - 1}")
    return (y.unsqueeze(1) == torch.arange(C)).long()
