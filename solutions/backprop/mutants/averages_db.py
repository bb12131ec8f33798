"""db is N times too small: sum the rows of dout, do not average them. The 1/N belongs to the loss, and
dout has it already."""

KILLED_BY = ("linear_sends_gradients_back", "linear_gradients_add_up", "square_layers_hide_no_transpose")


class Linear(Linear):
    def backward(self, dout):
        self.dW += dout.T @ self.x
        self.db += dout.mean(0)
        return dout @ self.W
