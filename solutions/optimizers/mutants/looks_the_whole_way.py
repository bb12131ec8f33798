"""The look-ahead is a whole velocity long. It is γ v: what the old velocity contributes to the coming
step."""

KILLED_BY = ("looks_ahead_and_returns", "looks_ahead_from_a_generator")


class Nesterov(Nesterov):
    @torch.no_grad()
    def step(self, closure):
        for p, v in zip(self.params, self.velocities):
            p.sub_(v)
        with torch.enable_grad():
            loss = closure()
        for p, v in zip(self.params, self.velocities):
            p.add_(v)
            if p.grad is not None:
                v.mul_(self.gamma).add_(self.lr * p.grad)
                p.sub_(v)
        return loss
