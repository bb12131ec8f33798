"""The bias is a number per column of the output. A channel has one for all places."""

KILLED_BY = ("layer_convolves_with_its_weights",)


class Conv2d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__()
        self.stride, self.padding = stride, padding
        h, w = pair(kernel_size)
        bound = 1 / math.sqrt(in_channels * h * w)
        self.weight = nn.Parameter(torch.empty(out_channels, in_channels, h, w).uniform_(-bound, bound))
        self.register_parameter("bias", None)
        if bias:
            self.bias = nn.Parameter(torch.empty(out_channels).uniform_(-bound, bound))

    def forward(self, x):
        windows = _windows(x, self.weight.shape[2:], self.stride, self.padding)
        y = torch.einsum("ncijkl,dckl->ndij", windows, self.weight)
        return (
            y
            if self.bias is None
            else y + self.bias[: y.shape[1]].view(-1, 1, 1) * torch.arange(1, y.shape[3] + 1)
        )
