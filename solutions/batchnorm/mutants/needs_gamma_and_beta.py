"""A batch norm with affine=False has weight and bias None, and can be folded like any other: γ = 1 and β = 0."""

KILLED_BY = (
    "square_linear_layers_fold_by_rows",
    "grouped_convolutions_fold_by_filters",
)


def fold_bn_linear(W, b, bn):
    s = bn.weight / (bn.running_var + bn.eps).sqrt()
    b = bn.running_mean * 0 if b is None else b
    return W * s.view(-1, *[1] * (W.ndim - 1)), s * (b - bn.running_mean) + bn.bias


def fold_bn_conv(W, b, bn):
    s = bn.weight / (bn.running_var + bn.eps).sqrt()
    b = bn.running_mean * 0 if b is None else b
    return W * s.view(-1, *[1] * (W.ndim - 1)), s * (b - bn.running_mean) + bn.bias
