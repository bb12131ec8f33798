"""Between the two convolutions a ReLU is missing."""

KILLED_BY = (
    "block_adds_what_it_computed_to_its_input",
    "block_without_skip_or_batch_norm",
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, bn)
        self.residual.body = nn.Sequential(
            *(part for part in self.residual.body if not isinstance(part, nn.ReLU))
        )
