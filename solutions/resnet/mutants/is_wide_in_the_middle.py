"""The 3 × 3 convolution has as many channels as the output: it is cheap because it has only c_mid."""

KILLED_BY = (
    "bottleneck_has_the_layers_it_needs",
    "bottleneck_is_narrow_in_the_middle",
    "bottleneck_sends_gradients_both_ways",
)


class Bottleneck(Bottleneck):
    def __init__(self, c_in, c_mid, stride=1):
        super().__init__(c_in, c_mid, stride)
        self.residual.body[0:6] = nn.Sequential(
            *_convolution(c_in, 4 * c_mid, 1),
            nn.ReLU(),
            *_convolution(4 * c_mid, 4 * c_mid, 3, stride),
            nn.ReLU(),
        )
        self.residual.body[6] = nn.Conv2d(4 * c_mid, 4 * c_mid, 1, bias=False)
