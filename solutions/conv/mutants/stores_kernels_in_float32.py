"""The kernels are float32: a list of numbers becomes float64 only if you say so."""

KILLED_BY = ("eight_kernels_have_their_numbers", "tables_are_independent")


def kernel_table():
    table = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in KERNELS.items()}
    table |= {name: kernel.float() for name, kernel in table.items()}
    return table
