"""At the first step t is already 2: it is counted once per step, and starts at 0."""

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
            t = self.t[i] + 1
            m_hat = self.m[i] / (1 - beta1**t)
            v_hat = self.v[i] / (1 - beta2**t)
            p.sub_(self.lr * m_hat / (v_hat.sqrt() + self.eps))
