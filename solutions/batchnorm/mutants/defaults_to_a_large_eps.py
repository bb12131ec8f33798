"""ε acts like 1e-3 where none was given; the default is 1e-5."""

KILLED_BY = (
    "features_train_and_are_remembered",
    "channels_train_and_are_remembered",
    "feature_states_travel",
    "channels_columns_and_rows_are_told_apart",
)


class BatchNorm1d(BatchNorm1d):
    def __init__(self, size, eps=1e-3, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)


class BatchNorm2d(BatchNorm2d):
    def __init__(self, size, eps=1e-3, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
