"""A change of `opt.lr` between two steps has no effect: some copy of the first value is used. Schedules
need the present value."""

KILLED_BY = ("sgd_follows_the_script", "two_descents_do_not_meet")


class SGD(SGD):
    def __init__(self, params, lr):
        super().__init__(params, lr)
        self.first_lr = lr

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.sub_(self.first_lr * p.grad)
