"""The value is right, but no gradient comes back through the shortcut."""

KILLED_BY = ("bottleneck_sends_gradients_both_ways",)


class Bottleneck(Bottleneck):
    def forward(self, x):
        body, shortcut = self.residual.body, self.residual.shortcut
        return F.relu(body(x) + shortcut(x).detach())
