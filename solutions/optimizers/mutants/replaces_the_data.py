"""The values are right, but they live in new memory: assigning to `p.data` cuts every other tensor that
shares the parameter's memory loose. Update in place."""

KILLED_BY = ("sgd_follows_the_script",)


class SGD(SGD):
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.data = p.data - self.lr * p.grad
