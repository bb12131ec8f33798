"""This is the local derivative alone: what came from above, dout, is left out."""

KILLED_BY = ("sigmoid_comes_back_through_its_slope", "sigmoids_take_turns")


class Sigmoid(Sigmoid):
    def backward(self, dout):
        return self.out * (1 - self.out)
