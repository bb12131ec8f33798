"""The outputs are probabilities. The cross-entropy takes scores and applies the softmax itself; twice is too
much."""

KILLED_BY = (
    "network_computes_the_same_scores",
    "network_passes_its_flags_on",
    "network_takes_images_of_any_size",
    "network_sends_gradients_to_its_input",
)


class ResNetCIFAR(ResNetCIFAR):
    def forward(self, x):
        return super().forward(x).softmax(1)
