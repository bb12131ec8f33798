"""Two optimizers share one list: what belongs to the class, or to a default argument, exists once. Keep it
in `self`."""

KILLED_BY = ("two_descents_do_not_meet",)


class SGD(SGD):
    def __init__(self, params, lr):
        SGD.everything = list(params)
        self.lr = lr

    @torch.no_grad()
    def step(self):
        for p in self.everything:
            if p.grad is not None:
                p.sub_(self.lr * p.grad)
