"""The way back uses the output of the first batch. Every forward pass must remember its own."""

KILLED_BY = ("tanhs_take_turns",)


class Tanh(Tanh):
    def forward(self, x):
        if not hasattr(self, "out"):
            self.out = torch.tanh(x)
        return torch.tanh(x)
