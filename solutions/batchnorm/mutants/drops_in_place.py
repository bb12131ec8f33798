"""Your layer changed its input: multiply into a new tensor."""

KILLED_BY = (
    "a_fifth_is_dropped_and_the_rest_grows",
    "gradient_is_dropped_where_the_input_was",
)


class Dropout(Dropout):
    def forward(self, x):
        if not self.training:
            return x
        keep = torch.rand_like(x) >= self.p
        scale = 0.0 if self.p == 1 else 1 / (1 - self.p)
        with torch.no_grad():
            x.mul_(keep.to(x.dtype) * scale)
        return x * (keep * 1.0)
