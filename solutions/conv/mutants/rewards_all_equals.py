"""Equal maxima get the whole gradient each, so a window hands out more than it received. One winner takes it,
the first."""

KILLED_BY = ("gradients_flow_to_the_winners",)


class MaxPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding

    def forward(self, x):
        stride = self.kernel_size if self.stride is None else self.stride

        windows = _windows(x, self.kernel_size, stride, self.padding, fill=-math.inf).flatten(4)
        y = windows.detach().amax(4)
        winners = torch.where(windows.detach() == y.unsqueeze(4), windows, 0).sum(4)
        return winners - winners.detach() + y
