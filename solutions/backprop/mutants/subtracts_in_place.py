"""The predictions themselves were changed. They belong to the caller: make a new tensor."""

KILLED_BY = ("mse_is_a_mean_over_samples",)


class MSE(MSE):
    def forward(self, pred, target):
        loss = super().forward(pred, target)
        pred -= target
        return loss
