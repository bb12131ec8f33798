"""The blocks of a stage are one and the same object, n times: they share their weights, and the network has too
few parameters."""

KILLED_BY = (
    "networks_have_the_published_sizes",
    "network_sends_gradients_to_its_input",
)


class ResNetCIFAR(ResNetCIFAR):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__(n, widths, classes, stem_kernel, stem_stride, skip, bn)
        blocks, k = list(self.blocks), 0
        for width in widths:
            blocks[k + 1 : k + n] = [blocks[k + 1 if n > 1 else k]] * (n - 1)
            k += n
        self.blocks = nn.Sequential(*blocks)
