"""The output has 2 c_mid channels; the expansion is 4."""

KILLED_BY = (
    "bottleneck_has_the_layers_it_needs",
    "bottleneck_is_narrow_in_the_middle",
    "bottleneck_sends_gradients_both_ways",
)


class Bottleneck(Bottleneck):
    def __init__(self, c_in, c_mid, stride=1):
        super().__init__(c_in, c_mid, stride)
        self.residual.body[6], self.residual.body[7] = _convolution(c_mid, 2 * c_mid, 1)
        self.residual.shortcut = _shortcut(c_in, 2 * c_mid, stride)
