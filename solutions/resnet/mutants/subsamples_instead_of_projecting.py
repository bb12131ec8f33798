"""Where only the size changes, the shortcut skips pixels. That is right for other networks; here it is a 1 × 1
convolution."""

KILLED_BY = (
    "block_has_the_layers_it_needs",
    "block_adds_what_it_computed_to_its_input",
)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, bn)
        if skip and c_in == c_out and stride > 1:
            self.residual.shortcut = nn.AvgPool2d(1, stride)
