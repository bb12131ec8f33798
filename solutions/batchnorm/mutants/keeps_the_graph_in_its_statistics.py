"""The running statistics require a gradient: through them every batch hangs on to the graphs of all batches
before it. Update them outside autograd."""

KILLED_BY = (
    "gradients_flow_through_the_batch_statistics",
    "gradients_flow_through_the_channel_statistics",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        if not self.training:
            return super().forward(x)
        n = x.numel() // x.shape[1]
        if n == 1:
            raise ValueError("one value")
        var, mean = torch.var_mean(x, (0,), correction=0)
        self.num_batches_tracked += 1
        m = 1 / int(self.num_batches_tracked) if self.momentum is None else self.momentum
        self.running_mean += m * (mean - self.running_mean)
        self.running_var += m * (var * n / (n - 1) - self.running_var)
        x_hat = (x - (mean)) / ((var) + self.eps).sqrt()
        return x_hat if self.weight is None else (self.weight) * x_hat + (self.bias)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if not self.training:
            return super().forward(x)
        n = x.numel() // x.shape[1]
        if n == 1:
            raise ValueError("one value")
        var, mean = torch.var_mean(x, (0, 2, 3), correction=0)
        self.num_batches_tracked += 1
        m = 1 / int(self.num_batches_tracked) if self.momentum is None else self.momentum
        self.running_mean += m * (mean - self.running_mean)
        self.running_var += m * (var * n / (n - 1) - self.running_var)
        x_hat = (x - _per_channel(mean)) / (_per_channel(var) + self.eps).sqrt()
        return x_hat if self.weight is None else _per_channel(self.weight) * x_hat + _per_channel(self.bias)
