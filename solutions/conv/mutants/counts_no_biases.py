"""The biases are missing."""

KILLED_BY = ("a_bias_per_output_channel", "counts_of_large_layers_are_exact")


def conv_params(C, D, K, bias=True):
    return D * C * K**2
