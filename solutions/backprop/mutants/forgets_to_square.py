"""The slope of tanh is 1 minus the *square* of its output."""

KILLED_BY = ("tanh_comes_back_through_its_slope", "tanhs_take_turns")


class Tanh(Tanh):
    def backward(self, dout):
        return dout * (1 - self.out)
