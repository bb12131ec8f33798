"""Four logits against a column of four labels make sixteen terms. Compare the shapes first and raise
ValueError."""

KILLED_BY = ("bce_refuses_shapes_that_differ",)


class BCEWithLogits(BCEWithLogits):
    def forward(self, z, y):
        self.excess = torch.sigmoid(z) - y
        return (z.clamp(min=0) - z * y + torch.log(1 + torch.exp(-z.abs()))).sum() / len(z)
