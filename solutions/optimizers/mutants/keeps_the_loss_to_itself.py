"""`step` returns None: it should return what the closure returned."""

KILLED_BY = ("looks_ahead_and_returns", "looks_ahead_from_a_generator")


class Nesterov(Nesterov):
    @torch.no_grad()
    def step(self, closure):
        for p, v in zip(self.params, self.velocities):
            p.sub_(self.gamma * v)
        with torch.enable_grad():
            closure()
        for p, v in zip(self.params, self.velocities):
            p.add_(self.gamma * v)
            if p.grad is not None:
                v.mul_(self.gamma).add_(self.lr * p.grad)
                p.sub_(v)
