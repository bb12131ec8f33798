"""One batch norm serves both convolutions: their statistics and parameters are different things."""

KILLED_BY = (
    "block_adds_what_it_computed_to_its_input",
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, bn)
        if bn:
            self.residual.body[4] = self.residual.body[1]
