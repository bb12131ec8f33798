"""Each channel is represented by its largest pixel; the mean of all is asked for."""

KILLED_BY = (
    "network_computes_the_same_scores",
    "network_passes_its_flags_on",
    "network_takes_images_of_any_size",
    "network_sends_gradients_to_its_input",
)


class ResNetCIFAR(ResNetCIFAR):
    def forward(self, x):
        features = self.blocks(self.stem(x))
        return self.head(features.amax((2, 3)))
