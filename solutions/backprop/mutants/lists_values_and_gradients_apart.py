"""`parameters` lists the two values and then the two gradients. It should list two pairs, each a value
with its gradient."""

KILLED_BY = ("linear_shows_its_own_parameters",)


class Linear(Linear):
    def parameters(self):
        return [(self.W, self.b), (self.dW, self.db)]
