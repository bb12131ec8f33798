"""The block applies a ReLU to its input first: the shortcut should carry x itself."""

KILLED_BY = ("block_sends_gradients_both_ways",)


class BasicBlock(BasicBlock):
    def forward(self, x):
        return super().forward(F.relu(x))
