"""The input itself lost its negative numbers. It belongs to the caller: make a new tensor."""

KILLED_BY = ("relu_lets_positive_numbers_through",)


class ReLU(ReLU):
    def forward(self, x):
        self.mask = (x > 0).to(x.dtype)
        return x.clamp_(min=0)
