"""The batch norm is not the same afterwards: fold into new tensors and leave it alone."""

KILLED_BY = (
    "folded_linear_layer_does_both",
    "square_linear_layers_fold_by_rows",
)


def fold_bn_linear(W, b, bn):
    folded = _fold(W, b, bn)
    bn.running_mean.zero_()
    bn.running_var.fill_(1)
    return folded
