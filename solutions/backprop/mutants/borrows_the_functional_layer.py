"""`torch.nn.functional.linear` is the layer you are asked to write."""

KILLED_BY = ("linear_maps_every_row",)


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return torch.nn.functional.linear(x, self.W, self.b)
