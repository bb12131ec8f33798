"""The gradient is N times too large. The loss is a mean over N samples, and a derivative keeps the
factor 1/N."""

KILLED_BY = ("bce_is_a_mean_over_samples", "bce_stays_finite_far_out", "bce_takes_other_shapes")


class BCEWithLogits(BCEWithLogits):
    def backward(self):
        return self.excess.clone()
