"""A parameter without gradient moves on by its old velocity. A missing gradient is not a gradient of zero:
skip the parameter and leave its velocity alone."""

KILLED_BY = ("learning_rate_enters_the_velocity", "two_velocities_do_not_meet")


class Momentum(Momentum):
    @torch.no_grad()
    def step(self):
        for p, v in zip(self.params, self.velocities):
            v.mul_(self.gamma)
            if p.grad is not None:
                v.add_(self.lr * p.grad)
            p.sub_(v)
