"""Nothing goes around the body: with the body switched off, the block should let its input through."""

KILLED_BY = (
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, False, bn)
