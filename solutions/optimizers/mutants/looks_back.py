"""The look-ahead goes the wrong way: the step will subtract the velocity, so the point ahead is θ − γ v."""

KILLED_BY = ("looks_ahead_and_returns", "looks_ahead_from_a_generator")


class Nesterov(Nesterov):
    @torch.no_grad()
    def step(self, closure):
        for p, v in zip(self.params, self.velocities):
            p.add_(self.gamma * v)
        with torch.enable_grad():
            loss = closure()
        for p, v in zip(self.params, self.velocities):
            p.sub_(self.gamma * v)
            if p.grad is not None:
                v.mul_(self.gamma).add_(self.lr * p.grad)
                p.sub_(v)
        return loss
