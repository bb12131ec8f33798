"""The denominator lacks the present gradient: add its square first, then divide."""

KILLED_BY = ("adagrad_follows_the_script", "two_sums_of_squares_do_not_meet")


class AdaGrad(AdaGrad):
    @torch.no_grad()
    def step(self):
        for p, s in zip(self.params, self.squares):
            if p.grad is not None:
                p.sub_(self.lr * p.grad / (s + self.eps).sqrt())
                s.add_(p.grad**2)
