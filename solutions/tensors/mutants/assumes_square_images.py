"""This works for square images only: after a quarter turn height and width have changed places."""

KILLED_BY = ("turns_a_quarter_and_keeps_red", "turns_stored_bytes")


def rot90_and_red(x):
    red = torch.zeros_like(x)
    red[:, 0] = x.transpose(2, 3).flip(2)[:, 0]
    return red
