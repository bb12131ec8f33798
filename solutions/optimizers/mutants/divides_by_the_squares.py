"""The gradient is divided by the sum of squares itself. Without the root the step has the wrong unit:
large gradients make small steps."""

KILLED_BY = ("adagrad_follows_the_script", "two_sums_of_squares_do_not_meet")


class AdaGrad(AdaGrad):
    @torch.no_grad()
    def step(self):
        for p, s in zip(self.params, self.squares):
            if p.grad is not None:
                s.add_(p.grad**2)
                p.sub_(self.lr * p.grad / (s + self.eps))
