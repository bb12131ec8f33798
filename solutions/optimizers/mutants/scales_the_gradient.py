"""The parameters are right, but `p.grad` has changed. It belongs to the caller, who may want its norm, or
add to it: only read it."""

KILLED_BY = ("sgd_follows_the_script",)


class SGD(SGD):
    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.sub_(p.grad.mul_(self.lr))
