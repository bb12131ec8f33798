"""The second way back overwrites what the first one found. Gradients add up until `zero_grad`."""

KILLED_BY = ("linear_gradients_add_up",)


class Linear(Linear):
    def backward(self, dout):
        self.dW = dout.T @ self.x
        self.db = dout.sum(0)
        return dout @ self.W
