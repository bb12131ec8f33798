"""This is the local derivative alone. Multiply it by what comes from above, dout."""

KILLED_BY = ("relu_lets_positive_numbers_through",)


class ReLU(ReLU):
    def backward(self, dout):
        return self.mask
