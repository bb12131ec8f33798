"""Two losses share one memory: it is stored in the class. Store it in `self`."""

KILLED_BY = ("bce_takes_other_shapes",)


class BCEWithLogits(BCEWithLogits):
    def forward(self, z, y):
        loss = super().forward(z, y)
        BCEWithLogits.excess = self.excess
        del self.excess
        return loss
