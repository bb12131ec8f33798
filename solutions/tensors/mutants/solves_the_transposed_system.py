"""This solves mᵀ q = y: rows and columns of the matrix are exchanged, or the arguments are."""

KILLED_BY = ("finds_the_solution", "solves_without_a_diagonal")


def solve(m, y):
    return torch.linalg.solve(m.t(), y)
