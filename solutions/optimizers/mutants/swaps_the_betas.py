"""The two decay factors have changed places: β₁ belongs to m, β₂ to v."""

KILLED_BY = ("first_adam_steps_are_corrected", "adam_follows_the_script", "two_adams_do_not_meet")


class Adam(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr, (betas[1], betas[0]), eps)
