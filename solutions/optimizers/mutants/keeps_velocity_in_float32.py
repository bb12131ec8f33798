"""The velocity is float32 though the parameter is float64, so the step is right to seven digits only.
`zeros_like` keeps the dtype."""

KILLED_BY = ("velocity_remembers_earlier_gradients", "learning_rate_enters_the_velocity")


class Momentum(Momentum):
    def __init__(self, params, lr, gamma=0.9):
        super().__init__(params, lr, gamma)
        self.velocities = [torch.zeros(p.shape) for p in self.params]
