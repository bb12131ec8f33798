"""torch.nn.functional.linear is the ready-made answer; it is one product and one sum."""

KILLED_BY = ("maps_rows_with_out_by_in_weights",)


def linear(x, W, b):
    return torch.nn.functional.linear(x, W, b)
