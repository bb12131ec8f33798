"""`bias_correction=True` changes nothing: with it, m and v̂ are corrected as in Adam."""

KILLED_BY = ("amsgrad_corrects_when_asked",)


class AMSGrad(AMSGrad):
    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * p.grad
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * p.grad**2
            self.v_max[i] = torch.maximum(self.v_max[i], self.v[i])
            p.sub_(self.lr * self.m[i] / (self.v_max[i].sqrt() + self.eps))
