"""(σ(z) − y) is the gradient by z already: the slope of the sigmoid cancels against the derivative of
the logarithm. You multiply by it once more."""

KILLED_BY = ("bce_is_a_mean_over_samples", "bce_takes_other_shapes")


class BCEWithLogits(BCEWithLogits):
    def forward(self, z, y):
        self.p = torch.sigmoid(z)
        return super().forward(z, y)

    def backward(self):
        return super().backward() * self.p * (1 - self.p)
