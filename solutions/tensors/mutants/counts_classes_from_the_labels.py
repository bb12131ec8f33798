"""The number of classes is an argument: a batch need not contain the last class."""

KILLED_BY = ("puts_a_one_at_each_class", "counts_classes_by_the_argument")


def one_hot(y, C):
    if ((y < 0) | (y >= C)).any():
        raise ValueError(f"labels must lie between 0 and {C - 1}")
    return (y.unsqueeze(1) == torch.arange(int(y.max()) + 1)).to(torch.float32)
