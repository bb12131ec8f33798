"""min and max of nothing are an error: ask whether any label is outside instead of which one is the
largest."""

KILLED_BY = ("accepts_an_empty_batch",)


def one_hot(y, C):
    if y.min() < 0 or y.max() >= C:
        raise ValueError("a label is no class")
    return (y.unsqueeze(1) == torch.arange(C)).to(torch.float32)
