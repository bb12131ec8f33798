"""PyTorch did the work."""

KILLED_BY = (
    "layer_owns_its_parameters",
    "layer_convolves_with_its_weights",
    "weights_start_uniform_by_fan_in",
    "layer_without_bias_is_linear",
)


class Conv2d(nn.Conv2d):
    """PyTorch's."""
