"""With bias_correction the maximum is taken over corrected averages. It goes over the raw ones; the
correction comes last."""

KILLED_BY = ("amsgrad_corrects_when_asked",)


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
            v = self.v[i] / (1 - beta2 ** self.t[i]) if self.bias_correction else self.v[i]
            self.v_max[i] = torch.maximum(self.v_max[i], v)
            m = self.m[i] / (1 - beta1 ** self.t[i]) if self.bias_correction else self.m[i]
            p.sub_(self.lr * m / (self.v_max[i].sqrt() + self.eps))
