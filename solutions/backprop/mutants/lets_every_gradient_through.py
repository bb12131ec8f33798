"""The gradient comes back as it went in. Where the input was cut off, nothing returns."""

KILLED_BY = ("relu_lets_positive_numbers_through", "relus_take_turns")


class ReLU(ReLU):
    def backward(self, dout):
        return dout.clone()
