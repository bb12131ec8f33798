"""This Laplacian also looks at the four diagonal neighbours: a relative of ours, with 8 in the middle."""

KILLED_BY = ("eight_kernels_have_their_numbers", "tables_are_independent")


def kernel_table():
    table = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in KERNELS.items()}
    table["laplacian"] = -torch.ones(3, 3, dtype=torch.float64)
    table["laplacian"][1, 1] = 8
    return table
