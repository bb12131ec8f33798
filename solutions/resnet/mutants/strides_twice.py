"""Both convolutions take the stride: the body's output is smaller than the shortcut's."""

KILLED_BY = (
    "block_adds_what_it_computed_to_its_input",
    "block_without_skip_or_batch_norm",
    "block_sends_gradients_both_ways",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, bn)
        first, second = _convolution(c_in, c_out, 3, stride, bn), _convolution(c_out, c_out, 3, stride, bn)
        self.residual.body = nn.Sequential(*first, nn.ReLU(), *second)
