"""Every call drops the same places: draw anew each time."""

KILLED_BY = ("every_number_is_dropped_on_its_own",)


class Dropout(Dropout):
    masks = None

    def forward(self, x):
        if not self.training:
            return x
        self.masks = self.masks or {}
        keep = self.masks.setdefault(x.shape, torch.rand_like(x) >= self.p)
        scale = 0.0 if self.p == 1 else 1 / (1 - self.p)
        return x * (keep.to(x) * scale)
