"""The shortcut is computed, but it does not count."""

KILLED_BY = (
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        body, shortcut = self.residual.body, self.residual.shortcut
        around = 0 if shortcut is None else shortcut(x)
        return F.relu(body(x) + 0 * around)
