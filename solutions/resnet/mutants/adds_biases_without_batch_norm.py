"""With bn=False the convolutions get biases; they should not have any in either case."""

KILLED_BY = (
    "block_has_the_layers_it_needs",
    "flags_of_a_block_are_its_own",
)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, bn)
        for conv in self.modules():
            if not bn and isinstance(conv, nn.Conv2d):
                conv.bias = nn.Parameter(torch.zeros(conv.out_channels))
