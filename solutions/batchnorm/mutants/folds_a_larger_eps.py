"""The ε to use is that of the batch norm, `bn.eps`, not a number of your own."""

KILLED_BY = (
    "square_linear_layers_fold_by_rows",
    "grouped_convolutions_fold_by_filters",
)


def fold_bn_linear(W, b, bn):
    mean = bn.running_mean
    gamma = 1 if bn.weight is None else bn.weight
    beta = 0 if bn.bias is None else bn.bias
    b = torch.zeros_like(mean) if b is None else b
    s = gamma / (bn.running_var + 1e-5).sqrt()
    return W * s.view(-1, *[1] * (W.ndim - 1)), s * (b - mean) + beta


def fold_bn_conv(W, b, bn):
    mean = bn.running_mean
    gamma = 1 if bn.weight is None else bn.weight
    beta = 0 if bn.bias is None else bn.bias
    b = torch.zeros_like(mean) if b is None else b
    s = gamma / (bn.running_var + 1e-5).sqrt()
    return W * s.view(-1, *[1] * (W.ndim - 1)), s * (b - mean) + beta
