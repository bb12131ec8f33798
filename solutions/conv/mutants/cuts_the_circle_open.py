"""Below the diagonal there are zeros. The indices are taken modulo N, so every row holds all of m."""

KILLED_BY = ("rows_move_to_the_right", "matrix_correlates_on_a_circle")


def circulant(m):
    i = torch.arange(len(m))
    return m[(i - i.unsqueeze(1)) % len(m)].triu()
