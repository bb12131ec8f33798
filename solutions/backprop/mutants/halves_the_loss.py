"""Your gradient fits your loss, but both are half of what the docstring defines: there is no 1/2 in
front of the sum."""

KILLED_BY = ("mse_is_a_mean_over_samples", "mse_takes_other_shapes")


class MSE(MSE):
    def forward(self, pred, target):
        return super().forward(pred, target) / 2

    def backward(self):
        return super().backward() / 2
