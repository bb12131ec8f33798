"""In eval mode the batch must not matter, and yours is still normalised with its own statistics: look at
`self.training`."""

KILLED_BY = (
    "features_are_tested_with_what_was_remembered",
    "channels_are_tested_with_what_was_remembered",
    "feature_states_travel",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        if self.training:
            return super().forward(x)
        var, mean = torch.var_mean(x, (0,), correction=0)
        x_hat = (x - (mean)) / ((var) + self.eps).sqrt()
        return x_hat if self.weight is None else (self.weight) * x_hat + (self.bias)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if self.training:
            return super().forward(x)
        var, mean = torch.var_mean(x, (0, 2, 3), correction=0)
        x_hat = (x - _per_channel(mean)) / (_per_channel(var) + self.eps).sqrt()
        return x_hat if self.weight is None else _per_channel(self.weight) * x_hat + _per_channel(self.bias)
