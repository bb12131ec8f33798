"""The denominator shrinks again when gradients get small: the maximum is with the last v only, or not
stored. v̂ may never decrease."""

KILLED_BY = ("amsgrad_never_shortens_its_memory", "amsgrad_corrects_when_asked")


class AMSGrad(AMSGrad):
    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.t[i] += 1
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * p.grad
            previous = self.v[i]
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * p.grad**2
            self.v_max[i] = torch.maximum(previous, self.v[i])
            m, v = self.m[i], self.v_max[i]
            if self.bias_correction:
                m, v = m / (1 - beta1 ** self.t[i]), v / (1 - beta2 ** self.t[i])
            p.sub_(self.lr * m / (v.sqrt() + self.eps))
