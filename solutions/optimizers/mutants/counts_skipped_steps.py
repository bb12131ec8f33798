"""The count of a parameter goes on in steps in which it has no gradient. Its averages have not seen those
steps: count per parameter, only when it is updated."""

KILLED_BY = ("adam_follows_the_script", "two_adams_do_not_meet")


class Adam(Adam):
    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for i, p in enumerate(self.params):
            self.t[i] += 1
            if p.grad is None:
                continue
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * p.grad
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * p.grad**2
            m_hat = self.m[i] / (1 - beta1 ** self.t[i])
            v_hat = self.v[i] / (1 - beta2 ** self.t[i])
            p.sub_(self.lr * m_hat / (v_hat.sqrt() + self.eps))
