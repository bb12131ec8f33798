"""Every image has its own statistics: that is instance normalisation. A channel is normalised over all images
of the batch."""

KILLED_BY = (
    "channels_train_and_are_remembered",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if not self.training:
            return super().forward(x)
        super().forward(x)
        x_hat = _normalize(x, (2, 3), self.eps)
        return x_hat if self.weight is None else _per_channel(self.weight) * x_hat + _per_channel(self.bias)
