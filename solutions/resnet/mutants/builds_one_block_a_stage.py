"""Every stage has one block, whatever n is."""

KILLED_BY = (
    "networks_have_the_published_sizes",
    "network_computes_the_same_scores",
    "network_sends_gradients_to_its_input",
    "resnet18_has_eleven_million",
)


class ResNetCIFAR(ResNetCIFAR):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__(1, widths, classes, stem_kernel, stem_stride, skip, bn)
