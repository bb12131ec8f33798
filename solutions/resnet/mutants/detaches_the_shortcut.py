"""The value is right, but no gradient comes back through the shortcut, which is what it is for."""

KILLED_BY = ("block_sends_gradients_both_ways",)


class BasicBlock(BasicBlock):
    def forward(self, x):
        body, shortcut = self.residual.body, self.residual.shortcut
        around = 0 if shortcut is None else shortcut(x)
        return F.relu(body(x) + (around if shortcut is None else around.detach()))
