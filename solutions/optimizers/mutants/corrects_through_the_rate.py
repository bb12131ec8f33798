"""Equal up to ε: the corrections are folded into the learning rate, so ε stands beside √v, not √v̂. That
is the paper's shortcut with another ε."""

KILLED_BY = ("adam_follows_the_script", "two_adams_do_not_meet")


class Adam(Adam):
    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.t[i] += 1
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * p.grad
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * p.grad**2
            rate = self.lr * (1 - beta2 ** self.t[i]) ** 0.5 / (1 - beta1 ** self.t[i])
            p.sub_(rate * self.m[i] / (self.v[i].sqrt() + self.eps))
