"""The shortcut does not take the stride: the two parts do not fit each other."""

KILLED_BY = (
    "block_adds_what_it_computed_to_its_input",
    "block_without_skip_or_batch_norm",
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, bn)
        if skip and (c_in != c_out or stride > 1):
            self.residual.shortcut = nn.Sequential(*_convolution(c_in, c_out, 1, 1, bn))
