"""The step is right to seven digits only, though the parameters are float64: somewhere the computation
passes through float32."""

KILLED_BY = ("steps_against_the_gradient", "sgd_follows_the_script")


class SGD(SGD):
    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.sub_(self.lr * p.grad.float())
