"""The convolution of the bottleneck's shortcut has no batch norm behind it."""

KILLED_BY = (
    "bottleneck_has_the_layers_it_needs",
    "bottleneck_is_narrow_in_the_middle",
    "bottleneck_sends_gradients_both_ways",
)


class Bottleneck(Bottleneck):
    def __init__(self, c_in, c_mid, stride=1):
        super().__init__(c_in, c_mid, stride)
        if isinstance(self.residual.shortcut, nn.Sequential):
            self.residual.shortcut = self.residual.shortcut[:1]
