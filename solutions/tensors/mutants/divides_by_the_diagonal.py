"""Every equation is solved as if the others did not exist: the unknowns are coupled through the entries
beside the diagonal."""

KILLED_BY = ("finds_the_solution", "solves_without_a_diagonal")


def solve(m, y):
    return y / m.diagonal()
