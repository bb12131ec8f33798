"""Seeding torch does not repeat your masks: draw with torch's global generator."""

KILLED_BY = ("every_number_is_dropped_on_its_own",)


class Dropout(Dropout):
    calls = 0

    def forward(self, x):
        if not self.training:
            return x
        self.calls += 1
        keep = torch.rand(x.shape, generator=torch.Generator().manual_seed(self.calls)).to(x) >= self.p
        scale = 0.0 if self.p == 1 else 1 / (1 - self.p)
        return x * (keep.to(x.dtype) * scale)
