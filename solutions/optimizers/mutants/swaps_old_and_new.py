"""The weights are swapped: γ belongs to the old average, 1 − γ to the new square."""

KILLED_BY = ("rmsprop_follows_the_script", "two_averages_of_squares_do_not_meet")


class RMSProp(RMSProp):
    @torch.no_grad()
    def step(self):
        for p, s in zip(self.params, self.squares):
            if p.grad is not None:
                s.mul_(1 - self.gamma).add_(self.gamma * p.grad**2)
                p.sub_(self.lr * p.grad / (s + self.eps).sqrt())
