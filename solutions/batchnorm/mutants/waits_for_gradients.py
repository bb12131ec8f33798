"""Without gradients your layer does not update its running statistics. It is the mode that counts,
`self.training`, not whether autograd records."""

KILLED_BY = (
    "three_feature_layers_do_not_meet",
    "three_channel_layers_do_not_meet",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        if self.training and not torch.is_grad_enabled():
            var, mean = torch.var_mean(x, (0,), correction=0)
            x_hat = (x - (mean)) / ((var) + self.eps).sqrt()
            return x_hat if self.weight is None else (self.weight) * x_hat + (self.bias)
        return super().forward(x)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if self.training and not torch.is_grad_enabled():
            var, mean = torch.var_mean(x, (0, 2, 3), correction=0)
            x_hat = (x - _per_channel(mean)) / (_per_channel(var) + self.eps).sqrt()
            return (
                x_hat if self.weight is None else _per_channel(self.weight) * x_hat + _per_channel(self.bias)
            )
        return super().forward(x)
