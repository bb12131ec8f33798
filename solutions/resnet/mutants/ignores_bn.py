"""`bn` does not reach the layers: with bn=False the batch norms are still there."""

KILLED_BY = (
    "networks_have_the_published_sizes",
    "network_passes_its_flags_on",
)


class ResNetCIFAR(ResNetCIFAR):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__(n, widths, classes, stem_kernel, stem_stride, skip, True)
