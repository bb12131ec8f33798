"""In eval mode dropout is the identity: look at `self.training`."""

KILLED_BY = ("a_fifth_is_dropped_and_the_rest_grows",)


class Dropout(Dropout):
    def forward(self, x):
        scale = 0.0 if self.p == 1 else 1 / (1 - self.p)
        return x * ((torch.rand_like(x) >= self.p).to(x.dtype) * scale)
