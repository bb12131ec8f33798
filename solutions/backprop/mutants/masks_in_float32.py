"""The result is float32 though x is float64: the mask was cast with `.float()` and took the product
with it."""

KILLED_BY = ("relu_lets_positive_numbers_through",)


class ReLU(ReLU):
    def forward(self, x):
        self.mask = (x > 0).float()
        return x.float() * self.mask
