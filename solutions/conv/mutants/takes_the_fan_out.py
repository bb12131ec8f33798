"""The bound comes from the number of outputs. It is the number of inputs that add up."""

KILLED_BY = ("weights_start_uniform_by_fan_in",)


class Conv2d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__()
        self.stride, self.padding = stride, padding
        h, w = pair(kernel_size)
        bound = 1 / math.sqrt(out_channels * h * w)
        self.weight = nn.Parameter(torch.empty(out_channels, in_channels, h, w).uniform_(-bound, bound))
        self.register_parameter("bias", None)
        if bias:
            self.bias = nn.Parameter(torch.empty(out_channels).uniform_(-bound, bound))

    def forward(self, x):
        windows = _windows(x, self.weight.shape[2:], self.stride, self.padding)
        y = torch.einsum("ncijkl,dckl->ndij", windows, self.weight)
        return y if self.bias is None else y + self.bias.view(-1, 1, 1)
