"""Every step has the size η: the denominator holds the present gradient alone. AdaGrad adds the squares of
all steps."""

KILLED_BY = ("adagrad_follows_the_script", "two_sums_of_squares_do_not_meet")


class AdaGrad(AdaGrad):
    @torch.no_grad()
    def step(self):
        for p, s in zip(self.params, self.squares):
            if p.grad is not None:
                s.copy_(p.grad**2)
                p.sub_(self.lr * p.grad / (s + self.eps).sqrt())
