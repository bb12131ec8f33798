"""The old form of dropout: nothing grows in training, and eval mode multiplies by 1 − p. The inverted form
does all its work in training, so that eval mode is the identity."""

KILLED_BY = ("a_fifth_is_dropped_and_the_rest_grows",)


class Dropout(Dropout):
    def forward(self, x):
        return x * (torch.rand_like(x) >= self.p) if self.training else x * (1 - self.p)
