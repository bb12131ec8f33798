"""This is plain momentum: the closure is called at θ. Nesterov evaluates the gradient after the look-
ahead, at θ − γ v."""

KILLED_BY = ("looks_ahead_and_returns", "looks_ahead_from_a_generator")


class Nesterov(Nesterov):
    @torch.no_grad()
    def step(self, closure):
        with torch.enable_grad():
            loss = closure()
        for p, v in zip(self.params, self.velocities):
            if p.grad is not None:
                v.mul_(self.gamma).add_(self.lr * p.grad)
                p.sub_(v)
        return loss
