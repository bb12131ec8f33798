"""One convolution serves twice where the shape is kept: the two have weights of their own."""

KILLED_BY = ("block_has_the_layers_it_needs",)


class BasicBlock(BasicBlock):
    def __init__(self, c_in, c_out, stride=1, skip=True, bn=True):
        super().__init__(c_in, c_out, stride, skip, bn)
        if c_in == c_out and stride == 1:
            self.residual.body[3 if bn else 2] = self.residual.body[0]
