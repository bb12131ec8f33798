"""The gradient belongs to the first batch this loss ever saw. Every forward pass must remember its own."""

KILLED_BY = ("mse_takes_other_shapes",)


class MSE(MSE):
    def forward(self, pred, target):
        if pred.shape != target.shape:
            raise ValueError
        if not hasattr(self, "error"):
            self.error = pred - target
        return (pred - target).square().sum() / len(pred)
