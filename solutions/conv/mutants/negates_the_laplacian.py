"""The Laplacian has its signs the other way round: here the middle is positive."""

KILLED_BY = ("eight_kernels_have_their_numbers", "tables_are_independent")


def kernel_table():
    table = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in KERNELS.items()}
    table["laplacian"] = -table["laplacian"]
    return table
