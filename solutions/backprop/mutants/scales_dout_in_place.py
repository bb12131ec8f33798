"""dout is changed on the way: it belongs to the caller, who may need it for another branch of the
graph."""

KILLED_BY = ("linear_sends_gradients_back",)


class Linear(Linear):
    def backward(self, dout):
        dout /= len(dout)
        self.dW += dout.T @ self.x
        self.db += dout.sum(0)
        return dout @ self.W
