"""No gradient reaches x: somewhere between x and the output your layer leaves autograd. Only what goes into the
running statistics may."""

KILLED_BY = (
    "gradients_flow_through_the_batch_statistics",
    "gradients_flow_through_the_channel_statistics",
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        return super().forward(x.detach())


class BatchNorm2d(BatchNorm2d):
    def forward(self, x):
        return super().forward(x.detach())
