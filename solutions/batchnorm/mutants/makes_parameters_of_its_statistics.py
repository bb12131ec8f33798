"""The running statistics appear among the parameters: an optimizer would decay them. They are buffers."""

KILLED_BY = (
    "registers_what_pytorch_registers",
    "registers_one_number_per_channel",
    "three_feature_layers_do_not_meet",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm1d(BatchNorm1d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        mean, var = self.running_mean, self.running_var
        del self.running_mean, self.running_var
        self.running_mean = nn.Parameter(mean, requires_grad=False)
        self.running_var = nn.Parameter(var, requires_grad=False)


class BatchNorm2d(BatchNorm2d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        mean, var = self.running_mean, self.running_var
        del self.running_mean, self.running_var
        self.running_mean = nn.Parameter(mean, requires_grad=False)
        self.running_var = nn.Parameter(var, requires_grad=False)
