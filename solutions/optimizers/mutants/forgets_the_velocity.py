"""This is plain gradient descent: the velocity starts at zero again in every step. State must outlive the
step."""

KILLED_BY = ("velocity_remembers_earlier_gradients", "learning_rate_enters_the_velocity")


class Momentum(Momentum):
    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                v = torch.zeros_like(p)
                v.mul_(self.gamma).add_(self.lr * p.grad)
                p.sub_(v)
