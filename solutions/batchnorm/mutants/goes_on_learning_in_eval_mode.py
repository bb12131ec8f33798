"""The running statistics moved in eval mode. At test time they are frozen."""

KILLED_BY = (
    "features_are_tested_with_what_was_remembered",
    "channels_are_tested_with_what_was_remembered",
    "feature_states_travel",
    "one_image_has_many_values",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        if not self.training:
            y = super().forward(x)
            n = x.numel() // x.shape[1]
            var, mean = torch.var_mean(x, (0,), correction=0)
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * n / max(n - 1, 1), self.momentum)
            return y
        return super().forward(x)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if not self.training:
            y = super().forward(x)
            n = x.numel() // x.shape[1]
            var, mean = torch.var_mean(x, (0, 2, 3), correction=0)
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * n / max(n - 1, 1), self.momentum)
            return y
        return super().forward(x)
