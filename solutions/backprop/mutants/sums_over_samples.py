"""Loss and gradient are N times too large: the loss is a mean over the samples."""

KILLED_BY = ("mse_is_a_mean_over_samples", "mse_takes_other_shapes")


class MSE(MSE):
    def forward(self, pred, target):
        return super().forward(pred, target) * len(pred)

    def backward(self):
        return super().backward() * len(self.error)
