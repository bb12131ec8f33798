"""The sum of squares fades: that is RMSProp. AdaGrad never forgets."""

KILLED_BY = ("adagrad_follows_the_script", "two_sums_of_squares_do_not_meet")


class AdaGrad(AdaGrad):
    @torch.no_grad()
    def step(self):
        for p, s in zip(self.params, self.squares):
            if p.grad is not None:
                s.mul_(0.9).add_(0.1 * p.grad**2)
                p.sub_(self.lr * p.grad / (s + self.eps).sqrt())
