"""Right for ε = 1e-5 and for no other: use `self.eps`."""

KILLED_BY = (
    "three_feature_layers_do_not_meet",
    "three_channel_layers_do_not_meet",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0,))
        x_hat = (x - (mean)) / ((var) + 1e-5).sqrt()
        return x_hat if self.weight is None else (self.weight) * x_hat + (self.bias)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0, 2, 3))
        x_hat = (x - _per_channel(mean)) / (_per_channel(var) + 1e-5).sqrt()
        return x_hat if self.weight is None else _per_channel(self.weight) * x_hat + _per_channel(self.bias)
