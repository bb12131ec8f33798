"""Too many are dropped, or too few: p is the probability of being *dropped*, and yours is the probability of
being kept."""

KILLED_BY = (
    "a_fifth_is_dropped_and_the_rest_grows",
    "gradient_is_dropped_where_the_input_was",
)


class Dropout(Dropout):
    def forward(self, x):
        if not self.training:
            return x
        scale = 0.0 if self.p == 1 else 1 / (1 - self.p)
        return x * ((torch.rand_like(x) < self.p).to(x.dtype) * scale)
