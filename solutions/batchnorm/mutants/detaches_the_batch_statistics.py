"""The outputs are right, the gradient is not: μ and σ depend on x too, and in training mode gradients must
flow through them. Detach only what goes into the running statistics."""

KILLED_BY = (
    "gradients_flow_through_the_batch_statistics",
    "gradients_flow_through_the_channel_statistics",
    "scale_and_shift_of_the_input_vanish",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0,))
        x_hat = (x - (mean.detach())) / ((var.detach()) + self.eps).sqrt()
        return x_hat if self.weight is None else (self.weight) * x_hat + (self.bias)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0, 2, 3))
        x_hat = (x - _per_channel(mean.detach())) / (_per_channel(var.detach()) + self.eps).sqrt()
        return x_hat if self.weight is None else _per_channel(self.weight) * x_hat + _per_channel(self.bias)
