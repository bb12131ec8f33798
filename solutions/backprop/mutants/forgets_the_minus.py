"""This is the log-likelihood, which should become large. The loss is its negative; some lecture notes
forget the sign, too."""

KILLED_BY = ("bce_is_a_mean_over_samples", "bce_stays_finite_far_out", "bce_takes_other_shapes")


class BCEWithLogits(BCEWithLogits):
    def forward(self, z, y):
        return -super().forward(z, y)

    def backward(self):
        return -super().backward()
