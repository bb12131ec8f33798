"""With bn=False the batch norms are still there."""

KILLED_BY = (
    "block_has_the_layers_it_needs",
    "block_without_skip_or_batch_norm",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, True)
