"""Two ReLUs share one mask: it is stored in the class. Store it in `self`."""

KILLED_BY = ("relus_take_turns",)


class ReLU(ReLU):
    def forward(self, x):
        ReLU.mask = (x > 0).to(x.dtype)
        return x * ReLU.mask
