"""Two layers have one and the same running statistics: what belongs to a layer is made in its `__init__` and
kept in `self`, not in the class or in a default argument."""

KILLED_BY = (
    "three_feature_layers_do_not_meet",
    "three_channel_layers_do_not_meet",
)


class BatchNorm1d(BatchNorm1d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        BatchNorm1d.latest = self._buffers

    def forward(self, x):
        self._buffers = self.latest
        return super().forward(x)


class BatchNorm2d(BatchNorm2d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        BatchNorm2d.latest = self._buffers

    def forward(self, x):
        self._buffers = self.latest
        return super().forward(x)
