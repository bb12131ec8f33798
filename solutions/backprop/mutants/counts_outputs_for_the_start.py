"""The bound of the first weights counts the outputs. What keeps the size of the signal is the number of
terms in each sum: the inputs."""

KILLED_BY = ("linear_starts_with_he_uniform_weights",)


class Linear(Linear):
    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        super().__init__(d_in, d_out, generator, dtype)
        self.W *= math.sqrt(d_in / d_out)
