"""Body and shortcut are averaged; they should be added."""

KILLED_BY = (
    "block_adds_what_it_computed_to_its_input",
    "switched_off_block_lets_its_input_through",
    "block_without_skip_or_batch_norm",
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        body, shortcut = self.residual.body, self.residual.shortcut
        around = 0 if shortcut is None else shortcut(x)
        half = 1 if shortcut is None else 2
        return F.relu((body(x) + around) / half)
