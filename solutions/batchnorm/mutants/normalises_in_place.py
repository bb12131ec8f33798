"""Your layer changed its input: `x -= …` or `x.sub_(…)` writes into the activations of the layer before."""

KILLED_BY = (
    "gradients_flow_through_the_batch_statistics",
    "gradients_flow_through_the_channel_statistics",
    "three_feature_layers_do_not_meet",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0,))
        x_hat = (x - (mean)) / ((var) + self.eps).sqrt()
        with torch.no_grad():
            x.copy_(x_hat)
        return x_hat if self.weight is None else (self.weight) * x_hat + (self.bias)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        mean, var = _statistics(self, x, (0, 2, 3))
        x_hat = (x - _per_channel(mean)) / (_per_channel(var) + self.eps).sqrt()
        with torch.no_grad():
            x.copy_(x_hat)
        return x_hat if self.weight is None else _per_channel(self.weight) * x_hat + _per_channel(self.bias)
