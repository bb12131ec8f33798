"""The stem always has stride 1."""

KILLED_BY = ("network_takes_images_of_any_size",)


class ResNetCIFAR(ResNetCIFAR):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__(n, widths, classes, stem_kernel, 1, skip, bn)
