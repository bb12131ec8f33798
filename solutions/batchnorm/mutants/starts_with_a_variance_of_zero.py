"""A fresh layer should leave its input almost as it is in eval mode: the running variance starts at 1, not at
0."""

KILLED_BY = (
    "registers_what_pytorch_registers",
    "registers_one_number_per_channel",
    "three_feature_layers_do_not_meet",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm1d(BatchNorm1d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        self.running_var.zero_()


class BatchNorm2d(BatchNorm2d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        self.running_var.zero_()
