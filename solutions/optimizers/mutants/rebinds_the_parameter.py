"""The model still holds the old tensors: `p = p - …` makes a new tensor and gives it the old name. Update
in place."""

KILLED_BY = ("steps_against_the_gradient", "sgd_follows_the_script")


class SGD(SGD):
    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is not None:
                grad = p.grad
                self.params[i] = p - self.lr * grad
                self.params[i].grad = grad
