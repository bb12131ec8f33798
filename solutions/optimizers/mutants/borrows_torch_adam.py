"""Here you write the optimizer yourself, so `torch.optim` cannot do it for you."""

KILLED_BY = ("first_adam_steps_are_corrected", "adam_follows_the_script", "two_adams_do_not_meet")


class Adam(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr, betas, eps)
        self.inner = torch.optim.Adam(self.params, lr=lr, betas=betas, eps=eps)

    def step(self):
        self.inner.param_groups[0]["lr"] = self.lr
        self.inner.step()
