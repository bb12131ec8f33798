"""The survivors are divided by p; they are kept with probability 1 − p, and that is what to divide by."""

KILLED_BY = (
    "a_fifth_is_dropped_and_the_rest_grows",
    "gradient_is_dropped_where_the_input_was",
)


class Dropout(Dropout):
    def forward(self, x):
        if not self.training:
            return x
        keep = torch.rand_like(x) >= self.p
        return x * keep / max(self.p, 1e-300)
