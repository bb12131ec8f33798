"""Your gradient fits your forward pass, but that one is tanh(x / 2), not tanh x."""

KILLED_BY = ("tanh_comes_back_through_its_slope", "tanhs_take_turns")


class Tanh(Tanh):
    def forward(self, x):
        return super().forward(x / 2)

    def backward(self, dout):
        return super().backward(dout) / 2
