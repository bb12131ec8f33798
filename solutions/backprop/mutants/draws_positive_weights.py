"""The first weights are all positive: `torch.rand` lies between 0 and 1, and you want both signs."""

KILLED_BY = ("linear_starts_with_he_uniform_weights",)


class Linear(Linear):
    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        super().__init__(d_in, d_out, torch.Generator(), dtype)
        self.W = torch.rand(d_out, d_in, generator=generator, dtype=dtype) * math.sqrt(6 / d_in)
