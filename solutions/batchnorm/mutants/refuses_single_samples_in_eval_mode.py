"""In eval mode a single sample is welcome: it is normalised with what was remembered."""

KILLED_BY = (
    "features_are_tested_with_what_was_remembered",
    "one_sample_cannot_be_trained_on",
    "one_image_has_many_values",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        if x.numel() == x.shape[1]:
            raise ValueError("one value")
        return super().forward(x)


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        if x.numel() == x.shape[1]:
            raise ValueError("one value")
        return super().forward(x)
