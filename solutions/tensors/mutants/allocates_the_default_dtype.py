"""torch.zeros makes float32 whatever goes in later: make the empty images like the input."""

KILLED_BY = ("turns_a_quarter_and_keeps_red", "turns_stored_bytes")


def rot90_and_red(x):
    N, C, H, W = x.shape
    red = torch.zeros(N, C, W, H)
    red[:, 0] = x.transpose(2, 3).flip(2)[:, 0]
    return red
