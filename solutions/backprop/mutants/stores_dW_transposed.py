"""dW is the transpose of what it should be. It has the shape of W, (d_out, d_in): rows belong to
outputs."""

KILLED_BY = ("linear_sends_gradients_back", "square_layers_hide_no_transpose")


class Linear(Linear):
    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db += dout.sum(0)
        return dout @ self.W
