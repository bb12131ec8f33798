"""λ θ is added to the gradient and passes through m and v: that is L2 regularisation, and Adam's division
makes every decay about equally strong. Decoupled decay acts on θ alone."""

KILLED_BY = ("weights_decay_beside_the_gradient", "weights_without_gradient_keep_their_size")


class AdamW(AdamW):
    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.t[i] += 1
            g = p.grad + self.weight_decay * p
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * g
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * g**2
            m_hat = self.m[i] / (1 - beta1 ** self.t[i])
            v_hat = self.v[i] / (1 - beta2 ** self.t[i])
            p.sub_(self.lr * m_hat / (v_hat.sqrt() + self.eps))
