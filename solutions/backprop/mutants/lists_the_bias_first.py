"""The pair of the bias comes first. The order is W, then b."""

KILLED_BY = ("linear_shows_its_own_parameters", "linear_layers_take_turns")


class Linear(Linear):
    def parameters(self):
        return [(self.b, self.db), (self.W, self.dW)]
