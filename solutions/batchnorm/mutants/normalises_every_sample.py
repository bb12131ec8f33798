"""Each sample is normalised by itself: that is layer normalisation. Here a feature is normalised over the
samples."""

KILLED_BY = (
    "features_train_and_are_remembered",
    "feature_states_travel",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        if not self.training:
            return super().forward(x)
        super().forward(x)
        x_hat = _normalize(x, (1,), self.eps)
        return x_hat if self.weight is None else self.weight * x_hat + self.bias
