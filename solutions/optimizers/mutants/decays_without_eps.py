"""The weights decay as they should, but the step beside the decay lacks its ε: it shows where gradients are tiny,
and a gradient that has always been zero makes 0/0."""

KILLED_BY = ("weights_decay_beside_the_gradient", "weights_without_gradient_keep_their_size")


class AdamW(AdamW):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, 0.0, weight_decay)
