"""The velocity is the gradient's own tensor under another name: writing into one changes the other, and
the next backward pass overwrites your state. Clone it."""

KILLED_BY = ("learning_rate_enters_the_velocity",)


class Momentum(Momentum):
    def __init__(self, params, lr, gamma=0.9):
        super().__init__(params, lr, gamma)
        self.velocities = [None] * len(self.params)

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is not None:
                if self.velocities[i] is None:
                    self.velocities[i] = p.grad.mul_(self.lr)
                else:
                    self.velocities[i].mul_(self.gamma).add_(self.lr * p.grad)
                p.sub_(self.velocities[i])
