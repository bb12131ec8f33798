"""The step is η times the parameter itself. It should be η times the gradient, which waits in `p.grad`."""

KILLED_BY = ("steps_against_the_gradient", "sgd_follows_the_script")


class SGD(SGD):
    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.sub_(self.lr * p)
