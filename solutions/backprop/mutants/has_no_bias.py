"""There is no bias in the output and none in the gradients. The two fit each other, which is why a
comparison with numerical differences would find nothing, but a linear layer is x Wᵀ + b."""

KILLED_BY = ("linear_sends_gradients_back",)


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return x @ self.W.T

    def backward(self, dout):
        self.dW += dout.T @ self.x
        return dout @ self.W
