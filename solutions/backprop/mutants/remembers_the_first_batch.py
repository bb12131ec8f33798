"""The way back uses the first batch this layer ever saw. Every forward pass must remember its own
input."""

KILLED_BY = ("linear_layers_take_turns",)


class Linear(Linear):
    def forward(self, x):
        if not hasattr(self, "x"):
            self.x = x
        return x @ self.W.T + self.b
