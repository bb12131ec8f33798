"""Without a generator every layer starts with the same weights: you made one with a fixed seed.
`generator=None` is what torch understands as its global one."""

KILLED_BY = ("weights_come_from_the_generator",)


class Linear(Linear):
    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        super().__init__(d_in, d_out, generator or torch.Generator().manual_seed(0), dtype)
