"""db stays 0: the bias would never learn."""

KILLED_BY = ("linear_sends_gradients_back", "linear_gradients_add_up", "square_layers_hide_no_transpose")


class Linear(Linear):
    def backward(self, dout):
        self.dW += dout.T @ self.x
        return dout @ self.W
