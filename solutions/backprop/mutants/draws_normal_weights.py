"""The weights are normal numbers. Their spread is right, but the docstring asks for numbers uniform
between ±√(6 / d_in)."""

KILLED_BY = ("linear_starts_with_he_uniform_weights",)


class Linear(Linear):
    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        super().__init__(d_in, d_out, torch.Generator(), dtype)
        self.W = torch.randn(d_out, d_in, generator=generator, dtype=dtype) * math.sqrt(2 / d_in)
