"""Here you write the optimizer yourself, so `torch.optim` cannot do it for you."""

KILLED_BY = ("first_adam_steps_are_corrected", "adam_follows_the_script", "two_adams_do_not_meet")


class Adam(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr, betas, eps)
        self.t = [torch.tensor(0.0) for _ in self.params]

    @torch.no_grad()
    def step(self):
        for p, m, v, t in zip(self.params, self.m, self.v, self.t):
            if p.grad is not None:
                torch.optim._functional.adam(
                    [p],
                    [p.grad],
                    [m],
                    [v],
                    [],
                    [t],
                    amsgrad=False,
                    beta1=self.betas[0],
                    beta2=self.betas[1],
                    lr=self.lr,
                    weight_decay=0.0,
                    eps=self.eps,
                    maximize=False,
                )
