"""The kernel is counted as K numbers. It is a square of K² for each input channel."""

KILLED_BY = ("a_bias_per_output_channel", "counts_of_large_layers_are_exact")


def conv_params(C, D, K, bias=True):
    return D * (C * K + bias)
