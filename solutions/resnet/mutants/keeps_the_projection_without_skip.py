"""With skip=False the projection is not used, but its parameters are still there."""

KILLED_BY = ("flags_of_a_block_are_its_own",)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, bn)
        if not skip and (c_in != c_out or stride > 1):
            self.unused = nn.Sequential(*_convolution(c_in, c_out, 1, stride, bn))
