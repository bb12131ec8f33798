"""sum3 is divided by nine. It is a plain sum."""

KILLED_BY = ("eight_kernels_have_their_numbers", "tables_are_independent")


def kernel_table():
    table = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in KERNELS.items()}
    table["sum3"] = table["sum3"] / 9
    return table
