"""Right until the learning rate changes: this is PyTorch's momentum, v ← γ v + g and θ ← θ − η v. In this
course η is inside the velocity, so that old gradients keep the rate of their own step."""

KILLED_BY = ("learning_rate_enters_the_velocity", "two_velocities_do_not_meet")


class Momentum(Momentum):
    @torch.no_grad()
    def step(self):
        for p, v in zip(self.params, self.velocities):
            if p.grad is not None:
                v.mul_(self.gamma).add_(p.grad)
                p.sub_(self.lr * v)
