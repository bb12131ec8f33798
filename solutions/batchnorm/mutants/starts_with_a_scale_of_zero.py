"""γ starts at 1: with 0 the layer would swallow everything."""

KILLED_BY = (
    "registers_what_pytorch_registers",
    "registers_one_number_per_channel",
    "deep_network_trains_at_a_high_rate",
    "three_channel_layers_do_not_meet",
)


class BatchNorm1d(BatchNorm1d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        if affine:
            nn.init.zeros_(self.weight)


class BatchNorm2d(BatchNorm2d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        if affine:
            nn.init.zeros_(self.weight)
