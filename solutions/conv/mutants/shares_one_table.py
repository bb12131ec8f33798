"""All calls return the same tensors, so whoever changes one changes it for everybody. Make new ones."""

KILLED_BY = ("tables_are_independent",)


TABLE = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in KERNELS.items()}


def kernel_table():
    return TABLE
