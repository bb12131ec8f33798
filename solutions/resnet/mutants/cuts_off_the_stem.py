"""No gradient reaches the stem: something between it and the blocks is detached."""

KILLED_BY = ("network_sends_gradients_to_its_input",)


class ResNetCIFAR(ResNetCIFAR):
    def forward(self, x):
        return self.head(self.blocks(self.stem(x).detach()).mean((2, 3)))
