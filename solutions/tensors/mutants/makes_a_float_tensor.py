"""torch.Tensor, with a capital T, always makes float32, whatever is in the list."""

KILLED_BY = ("becomes_int64",)


def int_tensor(data):
    return torch.Tensor(data)
