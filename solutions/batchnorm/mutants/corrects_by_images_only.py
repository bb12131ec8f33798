"""The stored variance is corrected by N / (N − 1) where N must count all values of the channel, pixels
included."""

KILLED_BY = (
    "channels_train_and_are_remembered",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if not self.training:
            return super().forward(x)
        before = self.running_var.clone()
        y = super().forward(x)
        m = 1 / int(self.num_batches_tracked) if self.momentum is None else self.momentum
        var = x.detach().var((0, 2, 3), correction=0)
        self.running_var.copy_(before + m * (var * len(x) / max(len(x) - 1, 1) - before))
        return y
