"""Two shapes that differ are broadcast against each other: (5, 1) and (5,) make 25 differences, and the
loss is that of another problem. Compare the shapes first and raise ValueError."""

KILLED_BY = ("mse_refuses_shapes_that_differ",)


class MSE(MSE):
    def forward(self, pred, target):
        self.error = pred - target
        return self.error.square().sum() / len(pred)
