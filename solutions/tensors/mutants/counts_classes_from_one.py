"""Every 1 stands a column too far to the left: in PyTorch classes are counted from 0, on paper often from
1."""

KILLED_BY = ("puts_a_one_at_each_class", "counts_classes_by_the_argument")


def one_hot(y, C):
    if ((y < 0) | (y >= C)).any():
        raise ValueError(f"labels must lie between 0 and {C - 1}")
    return (y.unsqueeze(1) == torch.arange(1, C + 1)).to(torch.float32)
