"""The corrected m̂ and v̂ are kept as state, so the next step corrects them again. Keep the raw averages."""

KILLED_BY = ("first_adam_steps_are_corrected", "adam_follows_the_script", "two_adams_do_not_meet")


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
            self.m[i] = self.m[i] / (1 - beta1 ** self.t[i])
            self.v[i] = self.v[i] / (1 - beta2 ** self.t[i])
            p.sub_(self.lr * self.m[i] / (self.v[i].sqrt() + self.eps))
