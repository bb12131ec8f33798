"""With affine=False there are no γ and β: `weight` and `bias` are None, and the state dict does not have
them."""

KILLED_BY = (
    "registers_what_pytorch_registers",
    "registers_one_number_per_channel",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm1d(BatchNorm1d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, True)


class BatchNorm2d(BatchNorm2d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, True)
