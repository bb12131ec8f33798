"""The biases are counted although bias is False."""

KILLED_BY = ("a_bias_per_output_channel",)


def conv_params(C, D, K, bias=True):
    return D * (C * K**2 + 1)
