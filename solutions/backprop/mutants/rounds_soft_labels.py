"""Soft labels are treated as 0 or 1. A label of 0.3 takes 0.3 of one logarithm and 0.7 of the other."""

KILLED_BY = ("bce_is_a_mean_over_samples", "bce_takes_other_shapes")


class BCEWithLogits(BCEWithLogits):
    def forward(self, z, y):
        return super().forward(z, (y > 0.5).to(y.dtype))
