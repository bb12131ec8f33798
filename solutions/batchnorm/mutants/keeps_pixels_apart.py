"""The mean runs over the samples only, so that every pixel of a channel has its own statistics: average over
rows and columns as well."""

KILLED_BY = (
    "channels_train_and_are_remembered",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if not self.training:
            return super().forward(x)
        super().forward(x)
        x_hat = _normalize(x, (0,), self.eps)
        return x_hat if self.weight is None else _per_channel(self.weight) * x_hat + _per_channel(self.bias)
