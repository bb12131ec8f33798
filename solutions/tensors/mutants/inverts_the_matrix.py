"""No inverse is needed to solve one system; look at what torch.linalg offers for the system itself."""

KILLED_BY = ("finds_the_solution",)


def solve(m, y):
    return torch.linalg.inv(m) @ y
