"""p = 1 gives 0 / 0: all is dropped, and the result should be zeros."""

KILLED_BY = (
    "probabilities_lie_between_0_and_1",
    "every_number_is_dropped_on_its_own",
)


class Dropout(Dropout):
    def forward(self, x):
        if not self.training:
            return x
        keep = torch.rand_like(x) >= self.p
        return x * keep / (1 - self.p)
