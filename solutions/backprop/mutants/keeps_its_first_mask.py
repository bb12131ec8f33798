"""The mask of the first batch is used for all later ones."""

KILLED_BY = ("relus_take_turns",)


class ReLU(ReLU):
    def forward(self, x):
        if not hasattr(self, "mask"):
            self.mask = (x > 0).to(x.dtype)
        return x.clamp(min=0)
