"""The Gaussian's numbers add up to 16, so the image gets 16 times brighter. They should add up to 1."""

KILLED_BY = ("eight_kernels_have_their_numbers", "tables_are_independent")


def kernel_table():
    table = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in KERNELS.items()}
    table["gaussian"] = table["gaussian"] * 16
    return table
