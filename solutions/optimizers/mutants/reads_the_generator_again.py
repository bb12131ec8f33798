"""The state is built from `params`, which the base class has already read to its end when it is a
generator: there is no state and nothing moves. Use `self.params`."""

KILLED_BY = ("two_velocities_do_not_meet",)


class Momentum(Momentum):
    def __init__(self, params, lr, gamma=0.9):
        params = iter(params)
        super().__init__(params, lr, gamma)
        self.velocities = [torch.zeros_like(p) for p in params]

    @torch.no_grad()
    def step(self):
        for p, v in zip(self.params, self.velocities):
            if p.grad is not None:
                v.mul_(self.gamma).add_(self.lr * p.grad)
                p.sub_(v)
