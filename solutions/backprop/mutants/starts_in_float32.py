"""The parameters are float32, which is torch's default and not ours: pass the dtype on."""

KILLED_BY = ("linear_starts_with_he_uniform_weights",)


class Linear(Linear):
    def __init__(self, d_in, d_out, generator=None, dtype=torch.float64):
        super().__init__(d_in, d_out, generator, torch.float32)
