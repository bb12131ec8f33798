"""No gradient comes through the layer."""

KILLED_BY = ("gradients_flow_to_the_winners",)


class MaxPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding

    def forward(self, x):
        stride = self.kernel_size if self.stride is None else self.stride

        return (
            _windows(x.detach(), self.kernel_size, stride, self.padding, fill=-math.inf).amax((4, 5))
            + 0 * x.sum()
        )
