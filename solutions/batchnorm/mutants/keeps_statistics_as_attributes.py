"""The running statistics are ordinary attributes: they are missing in the state dict, and `.double()` or
`.to(device)` leaves them behind. Register them as buffers."""

KILLED_BY = (
    "registers_what_pytorch_registers",
    "registers_one_number_per_channel",
    "feature_states_travel",
    "one_image_has_many_values",
)


class BatchNorm1d(BatchNorm1d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        mean, var, count = self.running_mean, self.running_var, self.num_batches_tracked
        del self.running_mean, self.running_var, self.num_batches_tracked
        self.running_mean, self.running_var, self.num_batches_tracked = mean.double(), var.double(), count


class BatchNorm2d(BatchNorm2d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        mean, var, count = self.running_mean, self.running_var, self.num_batches_tracked
        del self.running_mean, self.running_var, self.num_batches_tracked
        self.running_mean, self.running_var, self.num_batches_tracked = mean.double(), var.double(), count
