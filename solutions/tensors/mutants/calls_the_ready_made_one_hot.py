"""torch.nn.functional.one_hot is the ready-made answer; a comparison or an index does it in a line."""

KILLED_BY = ("puts_a_one_at_each_class", "writes_all_rows_at_once")


def one_hot(y, C):
    if ((y < 0) | (y >= C)).any():
        raise ValueError(f"labels must lie between 0 and {C - 1}")
    return torch.nn.functional.one_hot(y, C).to(torch.float32)
