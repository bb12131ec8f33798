"""ε is on the other side of the root: you divide by √s + ε, as PyTorch does. The two differ where
gradients are tiny."""

KILLED_BY = ("rmsprop_follows_the_script", "two_averages_of_squares_do_not_meet")


class RMSProp(RMSProp):
    @torch.no_grad()
    def step(self):
        for p, s in zip(self.params, self.squares):
            if p.grad is not None:
                s.mul_(self.gamma).add_((1 - self.gamma) * p.grad**2)
                p.sub_(self.lr * p.grad / (s.sqrt() + self.eps))
