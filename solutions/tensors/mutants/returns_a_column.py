"""The solution is right, but a column of shape (n, 1): take the axis away again that lstsq wanted."""

KILLED_BY = ("finds_the_solution", "solves_without_a_diagonal")


def solve(m, y):
    return torch.linalg.lstsq(m, y.unsqueeze(1)).solution
