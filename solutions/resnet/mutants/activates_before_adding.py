"""ReLU is applied to the body before the sum: what the block adds can then never be negative. It belongs behind
the sum."""

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
        return F.relu(body(x)) + around
