"""dW and db are N times too small. The mean over the batch is taken once, in the loss, and dout has it
already."""

KILLED_BY = ("linear_sends_gradients_back", "linear_gradients_add_up", "square_layers_hide_no_transpose")


class Linear(Linear):
    def backward(self, dout):
        self.dW += dout.T @ self.x / len(dout)
        self.db += dout.sum(0) / len(dout)
        return dout @ self.W
