"""What is kept should grow by 1 / (1 − p), so that the expected value stays."""

KILLED_BY = ("a_fifth_is_dropped_and_the_rest_grows",)


class Dropout(Dropout):
    def forward(self, x):
        if not self.training:
            return x
        keep = torch.rand_like(x) >= self.p
        return x * keep
