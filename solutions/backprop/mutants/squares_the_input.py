"""The square in the slope is that of x, which went in. The slope of tanh is written with what came *out*."""

KILLED_BY = ("tanh_comes_back_through_its_slope", "tanhs_take_turns")


class Tanh(Tanh):
    def forward(self, x):
        self.x = x
        return torch.tanh(x)

    def backward(self, dout):
        return dout * (1 - self.x**2)
