"""This is the transpose: m should stand in row 0, not in column 0."""

KILLED_BY = ("rows_move_to_the_right", "matrix_correlates_on_a_circle")


def circulant(m):
    i = torch.arange(len(m))
    return m[(i.unsqueeze(1) - i) % len(m)]
