"""Without a stride the window moves by one pixel. The default is the size of the window."""

KILLED_BY = ("layer_pools",)


class MaxPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding

    def forward(self, x):
        stride = 1 if self.stride is None else self.stride
        return (
            _windows(x, self.kernel_size, stride, self.padding, fill=-math.inf).flatten(4).max(dim=4).values
        )
