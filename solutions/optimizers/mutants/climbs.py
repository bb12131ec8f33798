"""The loss goes up: the gradient points uphill, and the step goes against it. (One of the lectures has
this sign wrong, too.)"""

KILLED_BY = ("steps_against_the_gradient", "sgd_follows_the_script", "two_descents_do_not_meet")


class SGD(SGD):
    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.add_(self.lr * p.grad)
