"""The two Prewitt kernels are exchanged: x is the one that differs from column to column."""

KILLED_BY = ("eight_kernels_have_their_numbers", "tables_are_independent")


def kernel_table():
    table = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in KERNELS.items()}
    table["prewitt_x"], table["prewitt_y"] = table["prewitt_y"], table["prewitt_x"]
    return table
