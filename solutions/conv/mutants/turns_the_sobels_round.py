"""Both Sobel kernels have their signs the other way round. Here they are as in the notes, with the positive
numbers at the left and at the top."""

KILLED_BY = ("eight_kernels_have_their_numbers", "tables_are_independent")


def kernel_table():
    table = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in KERNELS.items()}
    table["sobel_x"], table["sobel_y"] = -table["sobel_x"], -table["sobel_y"]
    return table
