"""A stem of 4 × 4 is padded by 2: see the formula in the docstring."""

KILLED_BY = ("network_takes_images_of_any_size",)


class ResNetCIFAR(ResNetCIFAR):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__(n, widths, classes, stem_kernel, stem_stride, skip, bn)
        self.stem[0].padding = (stem_kernel // 2, stem_kernel // 2)
