"""The sum is of the gradients, or of their sizes; it should be of their squares."""

KILLED_BY = ("adagrad_follows_the_script", "two_sums_of_squares_do_not_meet")


class AdaGrad(AdaGrad):
    @torch.no_grad()
    def step(self):
        for p, s in zip(self.params, self.squares):
            if p.grad is not None:
                s.add_(p.grad.abs())
                p.sub_(self.lr * p.grad / (s + self.eps).sqrt())
