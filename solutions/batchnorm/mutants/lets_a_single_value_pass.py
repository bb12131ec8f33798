"""One value per feature has no variance: the output is β whatever comes in, and the running variance becomes
NaN. Refuse it with a ValueError, in training mode."""

KILLED_BY = (
    "one_sample_cannot_be_trained_on",
    "one_image_has_many_values",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        if not self.training or x.numel() > x.shape[1]:
            return super().forward(x)
        var, mean = torch.var_mean(x, (0,))
        with torch.no_grad():
            self.num_batches_tracked += 1
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(var, self.momentum)
        return x * 0 if self.bias is None else x * 0 + (self.bias)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if not self.training or x.numel() > x.shape[1]:
            return super().forward(x)
        var, mean = torch.var_mean(x, (0, 2, 3))
        with torch.no_grad():
            self.num_batches_tracked += 1
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(var, self.momentum)
        return x * 0 if self.bias is None else x * 0 + _per_channel(self.bias)
