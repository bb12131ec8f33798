"""Without padding the images shrink by two pixels in each convolution, and the shortcut does not fit."""

KILLED_BY = (
    "block_adds_what_it_computed_to_its_input",
    "switched_off_block_lets_its_input_through",
    "block_without_skip_or_batch_norm",
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, bn)
        for conv in self.residual.body.modules():
            if isinstance(conv, nn.Conv2d):
                conv.padding = (0, 0)
