"""All pixels go into the linear layer, which has 64 times as many weights then. Average over the pixels
first."""

KILLED_BY = (
    "networks_have_the_published_sizes",
    "network_computes_the_same_scores",
    "network_passes_its_flags_on",
    "network_takes_images_of_any_size",
    "network_sends_gradients_to_its_input",
    "resnet18_has_eleven_million",
)


class ResNetCIFAR(ResNetCIFAR):
    def __init__(self, n, widths=(16, 32, 64), classes=10, stem_kernel=3, stem_stride=1, skip=True, bn=True):
        super().__init__(n, widths, classes, stem_kernel, stem_stride, skip, bn)
        self.head = nn.Linear(64 * widths[-1], classes)

    def forward(self, x):
        features = self.blocks(self.stem(x))
        return self.head(F.adaptive_avg_pool2d(features, 8).flatten(1))
