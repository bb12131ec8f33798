"""The stem is always 3 × 3."""

KILLED_BY = (
    "networks_have_the_published_sizes",
    "network_takes_images_of_any_size",
)


class ResNetCIFAR(ResNetCIFAR):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__(n, widths, classes, 3, stem_stride, skip, bn)
