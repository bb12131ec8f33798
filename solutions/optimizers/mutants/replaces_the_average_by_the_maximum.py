"""The maximum has taken the place of the average. AMSGrad keeps v as Adam does and adds a running maximum
beside it. (The notes' sentence can be read your way; their formula cannot.)"""

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
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * p.grad**2
            self.v[i] = torch.maximum(self.v_max[i], self.v[i])
            self.v_max[i] = self.v[i]
            m, v = self.m[i], self.v_max[i]
            if self.bias_correction:
                m, v = m / (1 - beta1 ** self.t[i]), v / (1 - beta2 ** self.t[i])
            p.sub_(self.lr * m / (v.sqrt() + self.eps))
