"""This computes m y; wanted is the q from which m makes y."""

KILLED_BY = ("finds_the_solution", "solves_without_a_diagonal")


def solve(m, y):
    return m @ y
