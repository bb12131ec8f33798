"""At an input of exactly 0 the gradient passes. There both 0 and 1 could be defended; the convention,
here as in PyTorch, is 0."""

KILLED_BY = ("relu_lets_positive_numbers_through",)


class ReLU(ReLU):
    def forward(self, x):
        self.mask = (x >= 0).to(x.dtype)
        return x * self.mask
