"""The first step has size η: this is PyTorch's AMSGrad. The course's form has no bias correction unless it
is asked for."""

KILLED_BY = ("amsgrad_never_shortens_its_memory",)


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
            self.v_max[i] = torch.maximum(self.v_max[i], self.v[i])
            m = self.m[i] / (1 - beta1 ** self.t[i])
            v = self.v_max[i] / (1 - beta2 ** self.t[i])
            p.sub_(self.lr * m / (v.sqrt() + self.eps))
