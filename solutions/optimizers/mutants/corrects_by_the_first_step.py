"""Right in the first step only: the correction 1 − βᵗ fades as t grows, yours is always 1 − β."""

KILLED_BY = ("first_adam_steps_are_corrected", "adam_follows_the_script", "two_adams_do_not_meet")


class Adam(Adam):
    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * p.grad
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * p.grad**2
            m_hat = self.m[i] / (1 - beta1)
            v_hat = self.v[i] / (1 - beta2)
            p.sub_(self.lr * m_hat / (v_hat.sqrt() + self.eps))
