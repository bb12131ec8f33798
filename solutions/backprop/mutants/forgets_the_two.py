"""The gradient is half of what it should be: the derivative of u² is 2u."""

KILLED_BY = ("mse_is_a_mean_over_samples", "mse_takes_other_shapes")


class MSE(MSE):
    def backward(self):
        return self.error / len(self.error)
