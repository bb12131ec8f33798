"""At −800 the slope is ∞/∞ = NaN: it is computed from the exponential of the input. Write it with the
output σ instead."""

KILLED_BY = ("sigmoids_take_turns",)


class Sigmoid(Sigmoid):
    def forward(self, x):
        self.x = x
        return torch.sigmoid(x)

    def backward(self, dout):
        return dout * torch.exp(-self.x) / (1 + torch.exp(-self.x)) ** 2
