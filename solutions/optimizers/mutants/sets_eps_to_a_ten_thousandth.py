"""ε is 1e-4, whatever the argument says, so that all gradients below it make short steps. Use the argument."""

KILLED_BY = ("weights_decay_beside_the_gradient", "weights_without_gradient_keep_their_size")


class AdamW(AdamW):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, 1e-4, weight_decay)
