"""At an input of exactly 0 half of the gradient passes. The convention, here as in PyTorch, is 0."""

KILLED_BY = ("relu_lets_positive_numbers_through",)


class ReLU(ReLU):
    def forward(self, x):
        self.mask = (x.sign() + 1) / 2
        return x.clamp(min=0)
