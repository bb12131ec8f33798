"""The gradients are gone after the step. Clearing them is the job of `zero_grad`, so that the caller can
still look at them."""

KILLED_BY = ("sgd_follows_the_script",)


class SGD(SGD):
    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.sub_(self.lr * p.grad)
                p.grad = None
