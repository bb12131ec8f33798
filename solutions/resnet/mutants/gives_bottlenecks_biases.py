"""The convolutions have biases, which the batch norm behind them takes away again."""

KILLED_BY = (
    "bottleneck_has_the_layers_it_needs",
    "bottleneck_is_narrow_in_the_middle",
    "bottleneck_sends_gradients_both_ways",
)


class Bottleneck(Bottleneck):
    def __init__(self, c_in, c_mid, stride=1):
        super().__init__(c_in, c_mid, stride)
        for conv in self.modules():
            if isinstance(conv, nn.Conv2d):
                conv.bias = nn.Parameter(torch.zeros(conv.out_channels))
