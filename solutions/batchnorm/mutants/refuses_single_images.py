"""One image of several pixels is enough for a variance: what counts is N · H · W, not N."""

KILLED_BY = ("one_image_has_many_values",)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if self.training and len(x) == 1:
            raise ValueError("one image")
        return super().forward(x)
