"""momentum=None asks for the plain average of all batches; yours keeps weighing the newest by 0.1."""

KILLED_BY = (
    "all_batches_of_features_count_alike",
    "three_channel_layers_do_not_meet",
)


class BatchNorm1d(BatchNorm1d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, 0.1 if momentum is None else momentum, affine)


class BatchNorm2d(BatchNorm2d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, 0.1 if momentum is None else momentum, affine)
