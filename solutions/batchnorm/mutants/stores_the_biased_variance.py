"""The batch is normalised with the biased variance, but the stored one is unbiased: N / (N − 1) times as
large, where N counts all values that were averaged."""

KILLED_BY = (
    "features_train_and_are_remembered",
    "channels_train_and_are_remembered",
    "feature_states_travel",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        if not self.training:
            mean, var = self.running_mean, self.running_var
        else:
            n = x.numel() // x.shape[1]
            if n == 1:
                raise ValueError("one value")
            var, mean = torch.var_mean(x, (0,), correction=0)
            with torch.no_grad():
                self.num_batches_tracked += 1
                m = 1 / int(self.num_batches_tracked) if self.momentum is None else self.momentum
                self.running_mean.lerp_(mean, m)
                self.running_var.lerp_(var, m)
        x_hat = (x - (mean)) / ((var) + self.eps).sqrt()
        return x_hat if self.weight is None else (self.weight) * x_hat + (self.bias)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if not self.training:
            mean, var = self.running_mean, self.running_var
        else:
            n = x.numel() // x.shape[1]
            if n == 1:
                raise ValueError("one value")
            var, mean = torch.var_mean(x, (0, 2, 3), correction=0)
            with torch.no_grad():
                self.num_batches_tracked += 1
                m = 1 / int(self.num_batches_tracked) if self.momentum is None else self.momentum
                self.running_mean.lerp_(mean, m)
                self.running_var.lerp_(var, m)
        x_hat = (x - _per_channel(mean)) / (_per_channel(var) + self.eps).sqrt()
        return x_hat if self.weight is None else _per_channel(self.weight) * x_hat + _per_channel(self.bias)
