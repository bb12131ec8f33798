"""The channels get mixed up: `view` and `reshape` keep the order of the numbers in memory, and the channel is
not the last axis there."""

KILLED_BY = (
    "channels_train_and_are_remembered",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        rows = x.reshape(-1, x.shape[1])
        mean, var = _statistics(self, rows, (0,))
        x_hat = (rows - mean) / (var + self.eps).sqrt()
        y = x_hat if self.weight is None else self.weight * x_hat + self.bias
        return y.reshape(x.shape)
