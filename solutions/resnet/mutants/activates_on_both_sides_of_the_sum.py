"""ReLU is applied to the body before the sum and again after it: only the one after the sum is meant."""

KILLED_BY = (
    "block_adds_what_it_computed_to_its_input",
    "block_without_skip_or_batch_norm",
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        body, shortcut = self.residual.body, self.residual.shortcut
        around = 0 if shortcut is None else shortcut(x)
        return F.relu(F.relu(body(x)) + around)
