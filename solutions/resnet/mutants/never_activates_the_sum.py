"""The output has negative numbers: a ReLU follows the sum."""

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
        return body(x) + around
