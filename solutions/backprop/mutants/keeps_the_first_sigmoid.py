"""The way back uses the output of the first batch. Every forward pass must remember its own."""

KILLED_BY = ("sigmoids_take_turns",)


class Sigmoid(Sigmoid):
    def forward(self, x):
        if not hasattr(self, "out"):
            self.out = torch.sigmoid(x)
        return torch.sigmoid(x)
