"""`parameters` gives copies away: whoever updates them changes nothing in the layer. Return the tensors
themselves."""

KILLED_BY = ("linear_shows_its_own_parameters",)


class Linear(Linear):
    def parameters(self):
        return [(self.W.clone(), self.dW.clone()), (self.b.clone(), self.db.clone())]

    def zero_grad(self):
        self.dW.zero_()
        self.db.zero_()
