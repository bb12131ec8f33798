"""Parameters of the same shape share a velocity. A shape is no name for a parameter: give each its own."""

KILLED_BY = ("learning_rate_enters_the_velocity", "two_velocities_do_not_meet")


class Momentum(Momentum):
    def __init__(self, params, lr, gamma=0.9):
        super().__init__(params, lr, gamma)
        self.by_shape = {p.shape: torch.zeros_like(p) for p in self.params}

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                v = self.by_shape[p.shape]
                v.mul_(self.gamma).add_(self.lr * p.grad)
                p.sub_(v)
