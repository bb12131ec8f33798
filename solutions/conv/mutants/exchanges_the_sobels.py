"""The two Sobel kernels are exchanged: x is the one that differs from column to column."""

KILLED_BY = ("eight_kernels_have_their_numbers", "tables_are_independent")


def kernel_table():
    table = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in KERNELS.items()}
    table["sobel_x"], table["sobel_y"] = table["sobel_y"], table["sobel_x"]
    return table
