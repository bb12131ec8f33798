"""Every step comes one step late, and the first does nothing: update the velocity first, then move by the
new one."""

KILLED_BY = (
    "velocity_remembers_earlier_gradients",
    "learning_rate_enters_the_velocity",
    "two_velocities_do_not_meet",
)


class Momentum(Momentum):
    @torch.no_grad()
    def step(self):
        for p, v in zip(self.params, self.velocities):
            if p.grad is not None:
                p.sub_(v)
                v.mul_(self.gamma).add_(self.lr * p.grad)
