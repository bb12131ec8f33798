"""The gradient is N times too large. The loss is a mean over N samples, and a derivative keeps the
factor 1/N."""

KILLED_BY = ("mse_is_a_mean_over_samples", "mse_takes_other_shapes")


class MSE(MSE):
    def backward(self):
        return 2 * self.error
