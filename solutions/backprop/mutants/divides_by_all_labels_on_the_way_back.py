"""The loss is right, but its gradient is K times too small: it is divided by N · K, the loss by N."""

KILLED_BY = ("bce_is_a_mean_over_samples", "bce_takes_other_shapes")


class BCEWithLogits(BCEWithLogits):
    def backward(self):
        return self.excess / self.excess.numel()
