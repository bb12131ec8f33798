"""γ and β are plain tensors: `parameters()` does not list them, so no optimizer will ever move them."""

KILLED_BY = (
    "registers_what_pytorch_registers",
    "registers_one_number_per_channel",
    "feature_states_travel",
    "one_image_has_many_values",
)


class BatchNorm1d(BatchNorm1d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        if affine:
            weight, bias = self.weight.detach().double(), self.bias.detach().double()
            del self.weight, self.bias
            self.weight, self.bias = weight.requires_grad_(), bias.requires_grad_()


class BatchNorm2d(BatchNorm2d):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(size, eps, momentum, affine)
        if affine:
            weight, bias = self.weight.detach().double(), self.bias.detach().double()
            del self.weight, self.bias
            self.weight, self.bias = weight.requires_grad_(), bias.requires_grad_()
