"""There is a bias for every pair of channels. A layer has one for each output channel."""

KILLED_BY = ("a_bias_per_output_channel", "counts_of_large_layers_are_exact")


def conv_params(C, D, K, bias=True):
    return D * C * (K**2 + bias)
