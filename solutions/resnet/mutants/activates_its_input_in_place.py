"""The input is changed: an in-place ReLU on x reaches the caller and the shortcut."""

KILLED_BY = ("block_sends_gradients_both_ways",)


class BasicBlock(BasicBlock):
    def forward(self, x):
        with torch.no_grad():
            x.relu_()
        return super().forward(x)
