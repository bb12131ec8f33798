"""Two optimizers share their velocities: what belongs to the class, or to a default argument, exists once.
Make them in `__init__` and keep them in `self`."""

KILLED_BY = ("two_velocities_do_not_meet",)


class Momentum(Momentum):
    def __init__(self, params, lr, gamma=0.9):
        super().__init__(params, lr, gamma)
        Momentum.shared = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self):
        for p, v in zip(self.params, self.shared):
            if p.grad is not None:
                v.mul_(self.gamma).add_(self.lr * p.grad)
                p.sub_(v)
