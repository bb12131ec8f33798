"""The mask is taken from dout. Whether a number passes was decided on the way forward, by the input."""

KILLED_BY = ("relu_lets_positive_numbers_through", "relus_take_turns")


class ReLU(ReLU):
    def backward(self, dout):
        return dout.clamp(min=0)
