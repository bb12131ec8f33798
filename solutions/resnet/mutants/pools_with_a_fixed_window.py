"""The pooling is made for images of 32 × 32: with other sizes the linear layer does not fit. Average over all
pixels, however many."""

KILLED_BY = (
    "network_computes_the_same_scores",
    "network_passes_its_flags_on",
    "network_takes_images_of_any_size",
    "network_sends_gradients_to_its_input",
)


class ResNetCIFAR(ResNetCIFAR):
    def forward(self, x):
        features = self.blocks(self.stem(x))
        return self.head(F.avg_pool2d(features, 8).flatten(1))
