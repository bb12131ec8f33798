"""The gradient has the wrong sign: when the prediction is too large, the loss grows with it."""

KILLED_BY = ("mse_is_a_mean_over_samples", "mse_takes_other_shapes")


class MSE(MSE):
    def backward(self):
        return -super().backward()
