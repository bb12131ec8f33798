"""The new square enters with weight 1, so the average comes out 1/(1 − γ) times too large: the two weights
must add up to 1."""

KILLED_BY = ("rmsprop_follows_the_script", "two_averages_of_squares_do_not_meet")


class RMSProp(RMSProp):
    @torch.no_grad()
    def step(self):
        for p, s in zip(self.params, self.squares):
            if p.grad is not None:
                s.mul_(self.gamma).add_(p.grad**2)
                p.sub_(self.lr * p.grad / (s + self.eps).sqrt())
