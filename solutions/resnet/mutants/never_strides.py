"""The images never get smaller: every stage but the first begins with stride 2."""

KILLED_BY = (
    "networks_have_the_published_sizes",
    "network_computes_the_same_scores",
    "network_passes_its_flags_on",
    "network_takes_images_of_any_size",
    "network_sends_gradients_to_its_input",
)


class ResNetCIFAR(ResNetCIFAR):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__(n, widths, classes, stem_kernel, stem_stride, skip, bn)
        blocks, c_in = [], widths[0]
        for stage, width in enumerate(widths):
            for k in range(n):
                blocks.append(_basic(c_in, width, 1, skip, bn))
                c_in = width
        self.blocks = nn.Sequential(*blocks)
