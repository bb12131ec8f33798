"""The dtype that was asked for is ignored: all layers are float64."""

KILLED_BY = ("weights_come_from_the_generator",)


class Linear(Linear):
    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        super().__init__(d_in, d_out, generator, torch.float64)
