"""The output changes during the way back: it is the tensor you handed out, and the next layer still has
it. Compute the slope into a new tensor."""

KILLED_BY = ("tanh_comes_back_through_its_slope",)


class Tanh(Tanh):
    def backward(self, dout):
        return self.out.square_().neg_().add_(1).mul_(dout)
