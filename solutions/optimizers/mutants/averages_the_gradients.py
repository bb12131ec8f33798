"""The first step is too short by the factor 1 − γ: this is the third convention, a moving average of
gradients. Here there is no factor 1 − γ."""

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
                v.mul_(self.gamma).add_((1 - self.gamma) * self.lr * p.grad)
                p.sub_(v)
