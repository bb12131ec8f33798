"""The result is float64 though x is float32: the mask has a dtype of its own."""

KILLED_BY = ("gradient_is_dropped_where_the_input_was",)


class Dropout(Dropout):
    def forward(self, x):
        if not self.training:
            return x
        keep = torch.rand_like(x) >= self.p
        scale = 0.0 if self.p == 1 else 1 / (1 - self.p)
        return x * (keep.double() * scale)
