"""The weights do not come from the generator that was passed: the same seed gives other weights each
time."""

KILLED_BY = ("weights_come_from_the_generator",)


class Linear(Linear):
    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        super().__init__(d_in, d_out, None, dtype)
