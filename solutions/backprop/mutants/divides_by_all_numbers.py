"""Loss and gradient are d times too small: you divide by N · d, as PyTorch does. Here the squares of a
row are added up, and only the rows are averaged."""

KILLED_BY = ("mse_is_a_mean_over_samples", "mse_takes_other_shapes")


class MSE(MSE):
    def forward(self, pred, target):
        super().forward(pred, target)
        return self.error.square().mean()

    def backward(self):
        return 2 * self.error / self.error.numel()
