"""The decay is right, the step is not where gradients are tiny: ε is on the other side of the root. As in `Adam`,
it stands beside √v̂."""

KILLED_BY = ("weights_decay_beside_the_gradient", "weights_without_gradient_keep_their_size")


class AdamW(AdamW):
    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            p.mul_(1 - self.lr * self.weight_decay)
            self.t[i] += 1
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * p.grad
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * p.grad**2
            m_hat = self.m[i] / (1 - beta1 ** self.t[i])
            v_hat = self.v[i] / (1 - beta2 ** self.t[i])
            p.sub_(self.lr * m_hat / (v_hat + self.eps).sqrt())
