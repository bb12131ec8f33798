"""The loss is right, its gradient is d times too small: it is divided by N · d, the loss by N."""

KILLED_BY = ("mse_is_a_mean_over_samples", "mse_takes_other_shapes")


class MSE(MSE):
    def backward(self):
        return 2 * self.error / self.error.numel()
