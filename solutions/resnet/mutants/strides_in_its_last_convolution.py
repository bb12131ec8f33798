"""The stride is in the last convolution; it belongs into the 3 × 3."""

KILLED_BY = (
    "bottleneck_is_narrow_in_the_middle",
    "bottleneck_sends_gradients_both_ways",
)


class Bottleneck(Bottleneck):
    def __init__(self, c_in, c_mid, stride=1):
        super().__init__(c_in, c_mid, stride)
        self.residual.body[6].stride, self.residual.body[3].stride = (stride, stride), (1, 1)
