"""Every row is the one above it, moved to the *left*: the indices are added, and M_ij depends on j − i."""

KILLED_BY = ("rows_move_to_the_right", "matrix_correlates_on_a_circle")


def circulant(m):
    i = torch.arange(len(m))
    return m[(i + i.unsqueeze(1)) % len(m)]
