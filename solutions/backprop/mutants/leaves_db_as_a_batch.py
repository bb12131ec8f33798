"""db has a row for each sample. All rows share the one bias, so their gradients add up: sum over the
batch."""

KILLED_BY = ("linear_sends_gradients_back",)


class Linear(Linear):
    def backward(self, dout):
        self.dW += dout.T @ self.x
        self.db = self.db + dout
        return dout @ self.W
