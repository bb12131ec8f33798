"""The local derivative, 0 or 1, comes back alone: what came from above, dout, is left out."""

KILLED_BY = ("relu_lets_positive_numbers_through", "relus_take_turns")


class ReLU(ReLU):
    def backward(self, dout):
        return self.mask.to(dout.dtype)
