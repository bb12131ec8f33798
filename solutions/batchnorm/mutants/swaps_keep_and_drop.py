"""p is the probability of being *dropped*; yours keeps with probability p. With p = 0.5 nobody would notice."""

KILLED_BY = (
    "a_fifth_is_dropped_and_the_rest_grows",
    "gradient_is_dropped_where_the_input_was",
)


class Dropout(Dropout):
    def forward(self, x):
        if not self.training:
            return x
        if self.p == 0:
            return x * 0
        return x * (torch.rand_like(x) < self.p) / self.p
