"""The biases start at random numbers, as PyTorch's do. Here they start at 0."""

KILLED_BY = ("linear_starts_with_he_uniform_weights",)


class Linear(Linear):
    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        super().__init__(d_in, d_out, generator, dtype)
        self.b = (2 * torch.rand(d_out, generator=generator, dtype=dtype) - 1) / math.sqrt(d_in)
