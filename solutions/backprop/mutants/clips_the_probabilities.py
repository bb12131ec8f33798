"""A probability clipped to 1e-7 makes the loss of a very wrong logit 16 instead of 800: nothing breaks,
but nothing is learned there either. Write log σ(z) with z itself."""

KILLED_BY = ("bce_stays_finite_far_out",)


class BCEWithLogits(BCEWithLogits):
    def forward(self, z, y):
        super().forward(z, y)
        p = torch.sigmoid(z).clamp(1e-12, 1 - 1e-12)
        return -(y * p.log() + (1 - y) * (1 - p).log()).sum() / len(z)
