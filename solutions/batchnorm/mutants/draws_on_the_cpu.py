"""The mask lives on the CPU whatever device x is on: `torch.rand_like(x)` asks x."""

KILLED_BY = ("every_number_is_dropped_on_its_own",)


class Dropout(Dropout):
    def forward(self, x):
        if not self.training:
            return x
        keep = torch.rand(x.shape) >= self.p
        scale = 0.0 if self.p == 1 else 1 / (1 - self.p)
        return x * (keep.to(x.dtype) * scale)
