"""ε is 1e-6, whatever the argument says. It is an argument because its size matters: where gradients are smaller
than ε, it decides how far to go."""

KILLED_BY = ("weights_without_gradient_keep_their_size",)


class AdamW(AdamW):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, 1e-6, weight_decay)
