"""The bias of the layer is lost: it passes through the batch norm like everything the layer puts out."""

KILLED_BY = (
    "folded_linear_layer_does_both",
    "folded_convolution_does_both",
    "square_linear_layers_fold_by_rows",
    "grouped_convolutions_fold_by_filters",
)


def fold_bn_linear(W, b, bn):
    mean = bn.running_mean
    gamma = 1 if bn.weight is None else bn.weight
    beta = 0 if bn.bias is None else bn.bias
    s = gamma / (bn.running_var + bn.eps).sqrt()
    return W * s.view(-1, *[1] * (W.ndim - 1)), beta - s * mean


def fold_bn_conv(W, b, bn):
    mean = bn.running_mean
    gamma = 1 if bn.weight is None else bn.weight
    beta = 0 if bn.bias is None else bn.bias
    s = gamma / (bn.running_var + bn.eps).sqrt()
    return W * s.view(-1, *[1] * (W.ndim - 1)), beta - s * mean
