"""γ and β meet the last axis: broadcasting aligns shapes at their right end, and where there are as many
columns as channels nobody complains. They need the shape (1, C, 1, 1)."""

KILLED_BY = (
    "channels_train_and_are_remembered",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0, 2, 3))
        x_hat = (x - _per_channel(mean)) / (_per_channel(var) + self.eps).sqrt()
        return x_hat if self.weight is None else self.weight * x_hat + self.bias
