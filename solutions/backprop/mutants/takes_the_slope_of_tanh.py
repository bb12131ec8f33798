"""1 − out² is the slope of tanh. The sigmoid has one of its own."""

KILLED_BY = ("sigmoid_comes_back_through_its_slope", "sigmoids_take_turns")


class Sigmoid(Sigmoid):
    def backward(self, dout):
        return dout * (1 - self.out * self.out)
