"""dx is dout times Wᵀ here. Check the shapes: dout is (N, d_out), W is (d_out, d_in), dx is (N, d_in)."""

KILLED_BY = ("linear_sends_gradients_back", "square_layers_hide_no_transpose")


class Linear(Linear):
    def backward(self, dout):
        self.dW += dout.T @ self.x
        self.db += dout.sum(0)
        return dout @ self.W.T
