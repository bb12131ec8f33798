"""ε is missing: the channel of scale 3e-3 comes out too large."""

KILLED_BY = (
    "features_train_and_are_remembered",
    "channels_train_and_are_remembered",
    "feature_states_travel",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0,))
        x_hat = (x - (mean)) / (var).sqrt()
        return x_hat if self.weight is None else (self.weight) * x_hat + (self.bias)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0, 2, 3))
        x_hat = (x - _per_channel(mean)) / _per_channel(var).sqrt()
        return x_hat if self.weight is None else _per_channel(self.weight) * x_hat + _per_channel(self.bias)
