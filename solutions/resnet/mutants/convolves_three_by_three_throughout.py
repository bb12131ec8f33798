"""All three convolutions are 3 × 3; the outer two only change the number of channels."""

KILLED_BY = (
    "bottleneck_has_the_layers_it_needs",
    "bottleneck_is_narrow_in_the_middle",
    "bottleneck_sends_gradients_both_ways",
)


class Bottleneck(Bottleneck):
    def __init__(self, c_in, c_mid, stride=1):
        super().__init__(c_in, c_mid, stride)
        self.residual.body[0] = _convolution(c_in, c_mid, 3)[0]
        self.residual.body[6] = _convolution(c_mid, 4 * c_mid, 3)[0]
