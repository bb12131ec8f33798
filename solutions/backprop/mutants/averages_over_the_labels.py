"""With several labels per sample loss and gradient are K times too small: add up the labels of a
sample, average over the samples only."""

KILLED_BY = ("bce_is_a_mean_over_samples", "bce_takes_other_shapes")


class BCEWithLogits(BCEWithLogits):
    def forward(self, z, y):
        return super().forward(z, y) * len(z) / z.numel()

    def backward(self):
        return self.excess / self.excess.numel()
