"""This is the local derivative alone. Multiply it by what comes from above, dout."""

KILLED_BY = ("tanh_comes_back_through_its_slope",)


class Tanh(Tanh):
    def backward(self, dout):
        return 1 - self.out * self.out
