"""There are three stages, however many widths are given."""

KILLED_BY = (
    "network_passes_its_flags_on",
    "network_sends_gradients_to_its_input",
    "resnet18_has_eleven_million",
)


class ResNetCIFAR(ResNetCIFAR):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__(
            n,
            [widths[min(k, len(widths) - 1)] for k in range(3)],
            classes,
            stem_kernel,
            stem_stride,
            skip,
            bn,
        )
