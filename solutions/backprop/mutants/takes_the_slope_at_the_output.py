"""σ is applied a second time, to its own output, before the slope is computed."""

KILLED_BY = ("sigmoid_comes_back_through_its_slope", "sigmoids_take_turns")


class Sigmoid(Sigmoid):
    def backward(self, dout):
        twice = torch.sigmoid(self.out)
        return dout * twice * (1 - twice)
