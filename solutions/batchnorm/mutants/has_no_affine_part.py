"""γ and β exist, but the output does not depend on them."""

KILLED_BY = (
    "features_train_and_are_remembered",
    "channels_train_and_are_remembered",
    "feature_states_travel",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0,))
        return (x - (mean)) / ((var) + self.eps).sqrt()


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0, 2, 3))
        return (x - _per_channel(mean)) / (_per_channel(var) + self.eps).sqrt()
