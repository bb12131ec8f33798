"""At the first parameter without gradient the step ends, and the parameters after it are not updated. Skip
the one, not the rest."""

KILLED_BY = ("sgd_follows_the_script", "two_descents_do_not_meet")


class SGD(SGD):
    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is None:
                return
            p.sub_(self.lr * p.grad)
