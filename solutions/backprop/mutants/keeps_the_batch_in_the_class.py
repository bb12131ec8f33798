"""Two layers share one memory: the input is stored in the class (or in a global), and the second
layer's overwrites the first one's. Store it in `self`."""

KILLED_BY = ("linear_layers_take_turns",)


class Linear(Linear):
    def forward(self, x):
        Linear.x = x
        return x @ self.W.T + self.b
