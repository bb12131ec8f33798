"""The biases are counted per input channel. They belong to the outputs."""

KILLED_BY = ("a_bias_per_output_channel", "counts_of_large_layers_are_exact")


def conv_params(C, D, K, bias=True):
    return D * C * K**2 + C * bias
