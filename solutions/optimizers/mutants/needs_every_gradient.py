"""A parameter without gradient (p.grad is None) stops the whole step. Frozen or unused parameters are
normal: skip them."""

KILLED_BY = ("sgd_follows_the_script", "two_descents_do_not_meet")


class SGD(SGD):
    @torch.no_grad()
    def step(self):
        for p in self.params:
            p.sub_(self.lr * p.grad)
