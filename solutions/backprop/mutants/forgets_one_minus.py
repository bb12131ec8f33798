"""The slope of σ is a product of two factors, and the one that vanishes on the right, where σ nears 1,
is missing."""

KILLED_BY = ("sigmoid_comes_back_through_its_slope", "sigmoids_take_turns")


class Sigmoid(Sigmoid):
    def backward(self, dout):
        return dout * self.out
